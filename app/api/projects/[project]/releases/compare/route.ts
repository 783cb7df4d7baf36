import * as endpoints from '@/lib/contracts/endpoints/releases'
import { serve } from '@/lib/http/serve'
import { compareReleases } from '@/lib/services/releases/compare-releases'

export const GET = serve(endpoints.compareReleases, ({ actor, input }) => compareReleases(actor, input))
