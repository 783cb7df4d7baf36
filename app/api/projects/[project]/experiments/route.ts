import { experiment, experimentList, newExperiment } from '@/lib/contracts/experiments'
import { projectPath } from '@/lib/contracts/path'
import { route } from '@/lib/http/route'
import { createExperiment } from '@/lib/services/experiments/create-experiment'
import { listExperiments } from '@/lib/services/experiments/list-experiments'

export const GET = route({
  who: 'account',
  params: projectPath,
  output: experimentList,
  run: async ({ actor, params }) => ({ experiments: await listExperiments(actor, params.project) }),
})

export const POST = route({
  who: 'account',
  params: projectPath,
  input: newExperiment,
  output: experiment,
  run: ({ actor, params, input }) => createExperiment(actor, { slug: params.project, experiment: input }),
})
