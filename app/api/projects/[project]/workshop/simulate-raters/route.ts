import { jobSummary } from '@/lib/contracts/jobs'
import { projectPath } from '@/lib/contracts/path'
import { simulateRatersInput } from '@/lib/contracts/workshop'
import { route } from '@/lib/http/route'
import { startSimulatedRaters } from '@/lib/services/workshop/start-simulated-raters'

export const POST = route({
  who: 'account',
  params: projectPath,
  input: simulateRatersInput,
  output: jobSummary,
  run: ({ actor, params, input }) => startSimulatedRaters(actor, { slug: params.project, simulation: input }),
})
