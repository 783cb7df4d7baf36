import * as endpoints from '@/lib/contracts/endpoints/experiments'
import { serve } from '@/lib/http/serve'
import { stopExperiment } from '@/lib/services/experiments/experiments'

export const POST = serve(endpoints.stopExperiment, ({ actor, input }) => stopExperiment(actor, input))
