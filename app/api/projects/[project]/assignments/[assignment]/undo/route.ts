import { assignmentPath } from '@/lib/contracts/path'
import { seatSchema } from '@/lib/contracts/rating'
import { route } from '@/lib/http/route'
import { undoSubmission } from '@/lib/services/undo-submission'

export const POST = route({
  who: 'account',
  params: assignmentPath,
  output: seatSchema,
  run: ({ actor, params }) => undoSubmission(actor, { slug: params.project, assignmentId: params.assignment }),
})
