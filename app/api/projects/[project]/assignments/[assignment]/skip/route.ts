import { assignmentPath } from '@/lib/contracts/path'
import { seatSchema, skipInput } from '@/lib/contracts/rating/rating'
import { route } from '@/lib/http/route'
import { skipAssignment } from '@/lib/services/rating/skip-assignment'

export const POST = route({
  who: 'account',
  params: assignmentPath,
  input: skipInput,
  output: seatSchema,
  run: ({ actor, params, input }) =>
    skipAssignment(actor, { ...input, slug: params.project, assignmentId: params.assignment }),
})
