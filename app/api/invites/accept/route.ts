import { acceptInviteInput, acceptInviteOutput } from '@/lib/contracts/accounts/invite'
import { route } from '@/lib/http/route'
import { acceptInvite } from '@/lib/services/accounts/accept-invite'

export const POST = route({
  who: 'anyone',
  input: acceptInviteInput,
  output: acceptInviteOutput,
  run: ({ actor, input }) => acceptInvite(actor, input),
})
