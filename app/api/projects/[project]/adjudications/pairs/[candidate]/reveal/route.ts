import * as endpoints from '@/lib/contracts/endpoints/adjudication'
import { serve } from '@/lib/http/serve'
import { revealPair } from '@/lib/services/adjudication/adjudicate-pair'

export const POST = serve(endpoints.revealPair, ({ actor, input }) => revealPair(actor, input))
