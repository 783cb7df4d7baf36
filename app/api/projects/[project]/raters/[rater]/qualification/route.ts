import { qualificationInput, raterPath, raterStanding } from '@/lib/contracts/quality'
import { route } from '@/lib/http/route'
import { changeQualification } from '@/lib/services/quality/change-qualification'

export const POST = route({
  who: 'account',
  params: raterPath,
  input: qualificationInput,
  output: raterStanding,
  run: ({ actor, params, input }) =>
    changeQualification(actor, { slug: params.project, raterId: params.rater, ...input }),
})
