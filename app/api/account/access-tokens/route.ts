import * as endpoints from '@/lib/contracts/endpoints/accounts'
import { serve } from '@/lib/http/serve'
import { createAccessToken } from '@/lib/services/accounts/access-tokens'

export const POST = serve(endpoints.createAccessToken, ({ actor, body }) => createAccessToken(actor, body))
