import * as endpoints from '@/lib/contracts/endpoints/accounts'
import { serve } from '@/lib/http/serve'
import { revokeAccessToken } from '@/lib/services/accounts/access-tokens'

export const DELETE = serve(endpoints.revokeAccessToken, ({ actor, params }) => revokeAccessToken(actor, params))
