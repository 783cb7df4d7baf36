import { reviewDesk, reviewPath } from '@/lib/contracts/review'
import { route } from '@/lib/http/route'
import { openReview } from '@/lib/services/open-review'

export const POST = route({
  who: 'account',
  params: reviewPath,
  output: reviewDesk,
  run: ({ actor, params }) => openReview(actor, { slug: params.project, campaignId: params.campaign, place: null }),
})
