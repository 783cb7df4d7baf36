import * as endpoints from '@/lib/contracts/endpoints/accounts'
import { serve } from '@/lib/http/serve'
import { setUpServer } from '@/lib/services/accounts/set-up-server'

export const POST = serve(endpoints.setUpServer, ({ body }) => setUpServer(body))
