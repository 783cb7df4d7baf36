import * as endpoints from '@/lib/contracts/endpoints/data'
import { serve } from '@/lib/http/serve'
import { updateFetchHosts } from '@/lib/services/data/update-fetch-hosts'

export const PUT = serve(endpoints.updateFetchHosts, ({ actor, input }) => updateFetchHosts(actor, input))
