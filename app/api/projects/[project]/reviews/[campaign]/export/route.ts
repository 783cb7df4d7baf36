import { reviewPath } from '@/lib/contracts/adjudication/review'
import { fileResponse } from '@/lib/http/file-response'
import { route } from '@/lib/http/route'
import { exportReview } from '@/lib/services/adjudication/export-review'

export const GET = route({
  who: 'account',
  params: reviewPath,
  run: async ({ actor, params }) =>
    fileResponse(await exportReview(actor, { slug: params.project, campaignId: params.campaign })),
})
