import * as endpoints from '@/lib/contracts/endpoints/accounts'
import { serve } from '@/lib/http/serve'
import { changeMemberRole, removeMember } from '@/lib/services/accounts/members'

export const PATCH = serve(endpoints.changeMemberRole, async ({ actor, slug, params, body }) => ({
  members: await changeMemberRole(actor, { slug, memberId: params.member, ...body }),
}))

export const DELETE = serve(endpoints.removeMember, async ({ actor, slug, params }) => ({
  members: await removeMember(actor, { slug, memberId: params.member }),
}))
