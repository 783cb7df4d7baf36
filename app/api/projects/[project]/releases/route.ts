import * as endpoints from '@/lib/contracts/endpoints/releases'
import { serve } from '@/lib/http/serve'
import { listReleases } from '@/lib/services/releases/list-releases'

export const GET = serve(endpoints.listReleases, ({ actor, slug }) => listReleases(actor, slug))
