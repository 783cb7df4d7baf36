import * as endpoints from '@/lib/contracts/endpoints/experiments'
import { serve } from '@/lib/http/serve'
import { startExperiment } from '@/lib/services/experiments/experiments'

export const POST = serve(endpoints.startExperiment, ({ actor, input }) => startExperiment(actor, input))
