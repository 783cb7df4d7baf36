import * as endpoints from '@/lib/contracts/endpoints/accounts'
import { serve } from '@/lib/http/serve'
import { createInvite } from '@/lib/services/accounts/create-invite'
import { listInvites } from '@/lib/services/accounts/list-invites'

export const GET = serve(endpoints.listInvites, ({ actor, slug }) => listInvites(actor, slug))

export const POST = serve(endpoints.createInvite, ({ actor, slug, body }) =>
  createInvite(actor, { slug, invite: body }),
)
