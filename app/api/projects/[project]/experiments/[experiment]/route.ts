import * as endpoints from '@/lib/contracts/endpoints/experiments'
import { serve } from '@/lib/http/serve'
import { discardExperiment } from '@/lib/services/experiments/change-experiment'
import { readExperiment } from '@/lib/services/experiments/read-experiment'

export const GET = serve(endpoints.readExperiment, ({ actor, slug, params }) =>
  readExperiment(actor, { slug, experimentId: params.experiment }),
)

export const DELETE = serve(endpoints.discardExperiment, ({ actor, slug, params }) =>
  discardExperiment(actor, { slug, experimentId: params.experiment }),
)
