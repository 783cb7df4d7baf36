import { reviewAnswer, reviewDesk, reviewItemPath } from '@/lib/contracts/adjudication/review'
import { route } from '@/lib/http/route'
import { judgeMistake } from '@/lib/services/adjudication/judge-mistake'
import { openReview } from '@/lib/services/adjudication/open-review'

export const GET = route({
  who: 'account',
  params: reviewItemPath,
  output: reviewDesk,
  run: ({ actor, params }) =>
    openReview(actor, { slug: params.project, campaignId: params.campaign, place: params.place }),
})

export const POST = route({
  who: 'account',
  params: reviewItemPath,
  input: reviewAnswer,
  output: reviewDesk,
  run: ({ actor, params, input }) =>
    judgeMistake(actor, { slug: params.project, campaignId: params.campaign, place: params.place, ...input }),
})
