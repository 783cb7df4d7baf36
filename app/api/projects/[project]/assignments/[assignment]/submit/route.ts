import { assignmentPath } from '@/lib/contracts/path'
import { submitInput, submitOutput } from '@/lib/contracts/rating/rating'
import { log } from '@/lib/http/log'
import { route } from '@/lib/http/route'
import { submitVotes } from '@/lib/services/rating/submit-votes'

const tell = (error: unknown) => log.error({ err: error }, 'the rules could not be held against a rater')

export const POST = route({
  who: 'account',
  params: assignmentPath,
  input: submitInput,
  output: submitOutput,
  run: ({ actor, params, input }) =>
    submitVotes(actor, { ...input, slug: params.project, assignmentId: params.assignment }, undefined, undefined, tell),
})
