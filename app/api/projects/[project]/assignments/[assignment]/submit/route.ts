import { assignmentPath } from '@/lib/contracts/path'
import { submitInput, submitOutput } from '@/lib/contracts/rating'
import { route } from '@/lib/http/route'
import { submitVotes } from '@/lib/services/submit-votes'

export const POST = route({
  who: 'account',
  params: assignmentPath,
  input: submitInput,
  output: submitOutput,
  run: ({ actor, params, input }) =>
    submitVotes(actor, { ...input, slug: params.project, assignmentId: params.assignment }),
})
