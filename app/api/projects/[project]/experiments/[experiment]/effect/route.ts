import { effectInput } from '@/lib/contracts/experiments'
import { jobSummary } from '@/lib/contracts/jobs'
import { experimentPath } from '@/lib/contracts/path'
import { route } from '@/lib/http/route'
import { startEffect } from '@/lib/services/experiments/start-effect'

export const POST = route({
  who: 'account',
  params: experimentPath,
  input: effectInput,
  output: jobSummary,
  run: ({ actor, params, input }) =>
    startEffect(actor, { slug: params.project, experimentId: params.experiment, effect: input }),
})
