import { experiment } from '@/lib/contracts/experiments'
import { experimentPath } from '@/lib/contracts/path'
import { route } from '@/lib/http/route'
import { startExperiment } from '@/lib/services/experiments/start-experiment'

export const POST = route({
  who: 'account',
  params: experimentPath,
  output: experiment,
  run: ({ actor, params }) => startExperiment(actor, { slug: params.project, experimentId: params.experiment }),
})
