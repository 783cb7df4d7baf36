import { acceptInviteInput, acceptInviteOutput } from '@/lib/contracts/invite'
import { route } from '@/lib/http/route'
import { acceptInvite } from '@/lib/services/accept-invite'

export const POST = route({
  who: 'anyone',
  input: acceptInviteInput,
  output: acceptInviteOutput,
  run: ({ actor, input }) => acceptInvite(actor, input),
})
