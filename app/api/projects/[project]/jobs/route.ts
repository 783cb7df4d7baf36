import { jobList } from '@/lib/contracts/job'
import { projectPath } from '@/lib/contracts/path'
import { route } from '@/lib/http/route'
import { listJobs } from '@/lib/services/list-jobs'

export const GET = route({
  who: 'account',
  params: projectPath,
  output: jobList,
  run: ({ actor, params }) => listJobs(actor, params.project),
})
