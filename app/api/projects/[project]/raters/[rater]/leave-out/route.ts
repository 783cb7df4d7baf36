import { leaveOutInput, raterPath, raterStanding } from '@/lib/contracts/quality'
import { route } from '@/lib/http/route'
import { leaveOutRater } from '@/lib/services/raters/leave-out-rater'

export const POST = route({
  who: 'account',
  params: raterPath,
  input: leaveOutInput,
  output: raterStanding,
  run: ({ actor, params, input }) => leaveOutRater(actor, { slug: params.project, raterId: params.rater, ...input }),
})
