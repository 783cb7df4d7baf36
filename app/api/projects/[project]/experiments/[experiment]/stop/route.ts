import { experiment } from '@/lib/contracts/experiments'
import { experimentPath } from '@/lib/contracts/path'
import { route } from '@/lib/http/route'
import { stopExperiment } from '@/lib/services/experiments/stop-experiment'

export const POST = route({
  who: 'account',
  params: experimentPath,
  output: experiment,
  run: ({ actor, params }) => stopExperiment(actor, { slug: params.project, experimentId: params.experiment }),
})
