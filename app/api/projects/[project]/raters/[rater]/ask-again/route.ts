import { askedAgain, raterPath } from '@/lib/contracts/quality'
import { route } from '@/lib/http/route'
import { askAgain } from '@/lib/services/quality/ask-again'

export const POST = route({
  who: 'account',
  params: raterPath,
  output: askedAgain,
  run: ({ actor, params }) => askAgain(actor, { slug: params.project, raterId: params.rater }),
})
