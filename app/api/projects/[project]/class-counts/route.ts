import { jobSummary } from '@/lib/contracts/jobs'
import { projectPath } from '@/lib/contracts/path'
import { route } from '@/lib/http/route'
import { startClassCount } from '@/lib/services/classes/start-class-count'

export const POST = route({
  who: 'account',
  params: projectPath,
  output: jobSummary,
  run: ({ actor, params }) => startClassCount(actor, params.project),
})
