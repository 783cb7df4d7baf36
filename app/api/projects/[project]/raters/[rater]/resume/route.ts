import { raterPath, raterStanding } from '@/lib/contracts/quality'
import { route } from '@/lib/http/route'
import { resumeRater } from '@/lib/services/raters/resume-rater'

export const POST = route({
  who: 'account',
  params: raterPath,
  output: raterStanding,
  run: ({ actor, params }) => resumeRater(actor, { slug: params.project, raterId: params.rater }),
})
