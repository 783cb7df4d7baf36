import { projectPath } from '@/lib/contracts/path'
import { seatSchema } from '@/lib/contracts/rating'
import { route } from '@/lib/http/route'
import { leaseNextTask } from '@/lib/services/lease-next-task'

export const POST = route({
  who: 'account',
  params: projectPath,
  output: seatSchema,
  run: ({ actor, params }) => leaseNextTask(actor, params.project),
})
