import * as endpoints from '@/lib/contracts/endpoints/accounts'
import { apiDescription } from '@/lib/http/api-description'
import { serve } from '@/lib/http/serve'

export const GET = serve(endpoints.describeApi, () => Response.json(apiDescription))
