import { raterPath, raterStanding } from '@/lib/contracts/quality'
import { route } from '@/lib/http/route'
import { pauseRater } from '@/lib/services/raters/pause-rater'

export const POST = route({
  who: 'account',
  params: raterPath,
  output: raterStanding,
  run: ({ actor, params }) => pauseRater(actor, { slug: params.project, raterId: params.rater }),
})
