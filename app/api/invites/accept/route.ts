import * as endpoints from '@/lib/contracts/endpoints/accounts'
import { serve } from '@/lib/http/serve'
import { acceptInvite } from '@/lib/services/accounts/accept-invite'

export const POST = serve(endpoints.acceptInvite, ({ actor, body }) => acceptInvite(actor, body))
