import { effectInput } from '@/lib/contracts/experiment'
import { jobSummary } from '@/lib/contracts/job'
import { experimentPath } from '@/lib/contracts/path'
import { route } from '@/lib/http/route'
import { startEffect } from '@/lib/services/start-effect'

export const POST = route({
  who: 'account',
  params: experimentPath,
  input: effectInput,
  output: jobSummary,
  run: ({ actor, params, input }) =>
    startEffect(actor, { slug: params.project, experimentId: params.experiment, effect: input }),
})
