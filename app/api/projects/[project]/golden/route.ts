import * as endpoints from '@/lib/contracts/endpoints/golden'
import { serve } from '@/lib/http/serve'
import { readGoldenOverview } from '@/lib/services/golden/read-golden-overview'

export const GET = serve(endpoints.readGoldenOverview, ({ actor, slug }) => readGoldenOverview(actor, slug))
