import * as endpoints from '@/lib/contracts/endpoints/golden'
import { serve } from '@/lib/http/serve'
import { listGoldenPairs } from '@/lib/services/golden/golden-pairs'

export const GET = serve(endpoints.listGoldenPairs, ({ actor, input }) => listGoldenPairs(actor, input))
