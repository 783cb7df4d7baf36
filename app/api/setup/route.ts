import { setupInput, setupOutput } from '@/lib/contracts/setup'
import { route } from '@/lib/http/route'
import { setUpServer } from '@/lib/services/set-up-server'

export const POST = route({
  who: 'anyone',
  input: setupInput,
  output: setupOutput,
  run: ({ input }) => setUpServer(input),
})
