import * as endpoints from '@/lib/contracts/endpoints/accounts'
import { serve } from '@/lib/http/serve'
import { changeMemberRole, removeMember } from '@/lib/services/accounts/members'

export const PATCH = serve(endpoints.changeMemberRole, async ({ actor, input }) => ({
  members: await changeMemberRole(actor, input),
}))

export const DELETE = serve(endpoints.removeMember, async ({ actor, input }) => ({
  members: await removeMember(actor, input),
}))
