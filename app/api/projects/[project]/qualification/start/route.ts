import * as endpoints from '@/lib/contracts/endpoints/quality'
import { serve } from '@/lib/http/serve'
import { startTest } from '@/lib/services/rating/assignments'

export const POST = serve(endpoints.startTest, ({ actor, input }) => startTest(actor, input))
