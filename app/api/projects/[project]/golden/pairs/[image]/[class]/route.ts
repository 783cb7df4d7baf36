import * as endpoints from '@/lib/contracts/endpoints/golden'
import { serve } from '@/lib/http/serve'
import { readGoldenPair } from '@/lib/services/golden/golden-pairs'

export const GET = serve(endpoints.readGoldenPair, ({ actor, input }) => readGoldenPair(actor, input))
