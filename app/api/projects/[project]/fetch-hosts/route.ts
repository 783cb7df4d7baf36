import * as endpoints from '@/lib/contracts/endpoints/data'
import { serve } from '@/lib/http/serve'
import { updateFetchHosts } from '@/lib/services/data/project-data'

export const PUT = serve(endpoints.updateFetchHosts, ({ actor, input }) => updateFetchHosts(actor, input))
