import { projectPath } from '@/lib/contracts/path'
import { seatInput, seatSchema } from '@/lib/contracts/rating/rating'
import { route } from '@/lib/http/route'
import { startTest } from '@/lib/services/quality/start-test'

export const POST = route({
  who: 'account',
  params: projectPath,
  input: seatInput,
  output: seatSchema,
  run: ({ actor, params, input }) => startTest(actor, { ...input, slug: params.project }),
})
