import { explanationInput, explanationOutput, explanationPath } from '@/lib/contracts/quality'
import { route } from '@/lib/http/route'
import { writeExplanation } from '@/lib/services/quality/write-explanation'

export const PUT = route({
  who: 'account',
  params: explanationPath,
  input: explanationInput,
  output: explanationOutput,
  run: ({ actor, params, input }) =>
    writeExplanation(actor, { slug: params.project, candidateId: params.candidate, ...input }),
})
