import { reviewDesk, reviewPath } from '@/lib/contracts/adjudication/review'
import { route } from '@/lib/http/route'
import { openReview } from '@/lib/services/adjudication/open-review'

export const POST = route({
  who: 'account',
  params: reviewPath,
  output: reviewDesk,
  run: ({ actor, params }) => openReview(actor, { slug: params.project, campaignId: params.campaign, place: null }),
})
