import * as endpoints from '@/lib/contracts/endpoints/rating'
import { serve } from '@/lib/http/serve'
import { readClassExamples } from '@/lib/services/rating/read-class-examples'

export const GET = serve(endpoints.readClassExamples, ({ actor, input }) => readClassExamples(actor, input))
