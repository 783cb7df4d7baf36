import { setupInput, setupOutput } from '@/lib/contracts/accounts/setup'
import { route } from '@/lib/http/route'
import { setUpServer } from '@/lib/services/accounts/set-up-server'

export const POST = route({
  who: 'anyone',
  input: setupInput,
  output: setupOutput,
  run: ({ input }) => setUpServer(input),
})
