import * as endpoints from '@/lib/contracts/endpoints/accounts'
import { serve } from '@/lib/http/serve'
import { revokeInvite } from '@/lib/services/accounts/invites'

export const POST = serve(endpoints.revokeInvite, ({ actor, input }) => revokeInvite(actor, input))
