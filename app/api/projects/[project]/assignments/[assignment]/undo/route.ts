import { assignmentPath } from '@/lib/contracts/path'
import { seatInput, seatSchema } from '@/lib/contracts/rating/rating'
import { route } from '@/lib/http/route'
import { undoSubmission } from '@/lib/services/rating/undo-submission'

export const POST = route({
  who: 'account',
  params: assignmentPath,
  input: seatInput,
  output: seatSchema,
  run: ({ actor, params, input }) =>
    undoSubmission(actor, { ...input, slug: params.project, assignmentId: params.assignment }),
})
