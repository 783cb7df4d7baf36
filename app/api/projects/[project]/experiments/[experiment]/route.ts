import * as endpoints from '@/lib/contracts/endpoints/experiments'
import { serve } from '@/lib/http/serve'
import { discardExperiment } from '@/lib/services/experiments/change-experiment'
import { readExperiment } from '@/lib/services/experiments/read-experiment'

export const GET = serve(endpoints.readExperiment, ({ actor, input }) => readExperiment(actor, input))

export const DELETE = serve(endpoints.discardExperiment, ({ actor, input }) => discardExperiment(actor, input))
