import { jobSummary } from '@/lib/contracts/jobs'
import { projectPath } from '@/lib/contracts/path'
import { launchInput } from '@/lib/contracts/workshop'
import { route } from '@/lib/http/route'
import { startLaunch } from '@/lib/services/workshop/start-launch'

export const POST = route({
  who: 'account',
  params: projectPath,
  input: launchInput,
  output: jobSummary,
  run: ({ actor, params, input }) => startLaunch(actor, { slug: params.project, launch: input }),
})
