import { inviteList, newInviteInput, newInviteOutput } from '@/lib/contracts/accounts/invite'
import { projectPath } from '@/lib/contracts/path'
import { route } from '@/lib/http/route'
import { createInvite } from '@/lib/services/accounts/create-invite'
import { listInvites } from '@/lib/services/accounts/list-invites'

export const GET = route({
  who: 'account',
  params: projectPath,
  output: inviteList,
  run: ({ actor, params }) => listInvites(actor, params.project),
})

export const POST = route({
  who: 'account',
  params: projectPath,
  input: newInviteInput,
  output: newInviteOutput,
  run: ({ actor, params, input }) => createInvite(actor, { slug: params.project, invite: input }),
})
