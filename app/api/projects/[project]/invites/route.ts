import * as endpoints from '@/lib/contracts/endpoints/accounts'
import { serve } from '@/lib/http/serve'
import { createInvite, listInvites } from '@/lib/services/accounts/invites'

export const GET = serve(endpoints.listInvites, ({ actor, slug }) => listInvites(actor, slug))

export const POST = serve(endpoints.createInvite, ({ actor, slug, body }) =>
  createInvite(actor, { slug, invite: body }),
)
