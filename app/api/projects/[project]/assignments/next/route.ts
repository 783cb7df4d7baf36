import { projectPath } from '@/lib/contracts/path'
import { seatInput, seatSchema } from '@/lib/contracts/rating/rating'
import { route } from '@/lib/http/route'
import { leaseNextTask } from '@/lib/services/rating/lease-next-task'

export const POST = route({
  who: 'account',
  params: projectPath,
  input: seatInput,
  output: seatSchema,
  run: ({ actor, params, input }) => leaseNextTask(actor, { ...input, slug: params.project }),
})
