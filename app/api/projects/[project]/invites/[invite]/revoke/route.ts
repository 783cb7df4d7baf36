import { invite } from '@/lib/contracts/accounts/invite'
import { invitePath } from '@/lib/contracts/path'
import { route } from '@/lib/http/route'
import { revokeInvite } from '@/lib/services/accounts/revoke-invite'

export const POST = route({
  who: 'account',
  params: invitePath,
  output: invite,
  run: ({ actor, params }) => revokeInvite(actor, { slug: params.project, inviteId: params.invite }),
})
