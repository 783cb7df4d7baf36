import { jobSummary } from '@/lib/contracts/job'
import { projectPath } from '@/lib/contracts/path'
import { simulateRatersInput } from '@/lib/contracts/proposal-plan'
import { route } from '@/lib/http/route'
import { startSimulatedRaters } from '@/lib/services/start-simulated-raters'

export const POST = route({
  who: 'account',
  params: projectPath,
  input: simulateRatersInput,
  output: jobSummary,
  run: ({ actor, params, input }) => startSimulatedRaters(actor, { slug: params.project, simulation: input }),
})
