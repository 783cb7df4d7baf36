import * as endpoints from '@/lib/contracts/endpoints/experiments'
import { serve } from '@/lib/http/serve'
import { discardExperiment, readExperiment } from '@/lib/services/experiments/experiments'

export const GET = serve(endpoints.readExperiment, ({ actor, input }) => readExperiment(actor, input))

export const DELETE = serve(endpoints.discardExperiment, ({ actor, input }) => discardExperiment(actor, input))
