import * as endpoints from '@/lib/contracts/endpoints/adjudication'
import { serve } from '@/lib/http/serve'
import { nextAdjudication } from '@/lib/services/adjudication/next-adjudication'

export const POST = serve(endpoints.nextAdjudication, ({ actor, input }) => nextAdjudication(actor, input))
