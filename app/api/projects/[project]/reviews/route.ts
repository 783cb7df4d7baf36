import { newReview, reviewMade } from '@/lib/contracts/adjudication/review'
import { projectPath } from '@/lib/contracts/path'
import { route } from '@/lib/http/route'
import { startReview } from '@/lib/services/adjudication/start-review'

export const POST = route({
  who: 'account',
  params: projectPath,
  input: newReview,
  output: reviewMade,
  run: ({ actor, params, input }) => startReview(actor, { slug: params.project, ...input }),
})
