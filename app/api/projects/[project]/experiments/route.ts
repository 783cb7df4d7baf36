import * as endpoints from '@/lib/contracts/endpoints/experiments'
import { serve } from '@/lib/http/serve'
import { createExperiment, listExperiments } from '@/lib/services/experiments/experiments'

export const GET = serve(endpoints.listExperiments, async ({ actor, slug }) => ({
  experiments: await listExperiments(actor, slug),
}))

export const POST = serve(endpoints.createExperiment, ({ actor, slug, body }) =>
  createExperiment(actor, { slug, experiment: body }),
)
