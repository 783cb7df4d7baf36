import { jobSummary } from '@/lib/contracts/job'
import { projectPath } from '@/lib/contracts/path'
import { planInput } from '@/lib/contracts/proposal-plan'
import { route } from '@/lib/http/route'
import { startPlan } from '@/lib/services/start-plan'

export const POST = route({
  who: 'account',
  params: projectPath,
  input: planInput,
  output: jobSummary,
  run: ({ actor, params, input }) => startPlan(actor, { slug: params.project, settings: input }),
})
