import { jobSummary } from '@/lib/contracts/jobs'
import { projectPath } from '@/lib/contracts/path'
import { planInput } from '@/lib/contracts/workshop'
import { route } from '@/lib/http/route'
import { startPlan } from '@/lib/services/workshop/start-plan'

export const POST = route({
  who: 'account',
  params: projectPath,
  input: planInput,
  output: jobSummary,
  run: ({ actor, params, input }) => startPlan(actor, { slug: params.project, settings: input }),
})
