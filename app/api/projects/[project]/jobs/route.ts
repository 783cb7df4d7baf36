import { jobList } from '@/lib/contracts/jobs'
import { projectPath } from '@/lib/contracts/path'
import { route } from '@/lib/http/route'
import { listJobs } from '@/lib/services/jobs/list-jobs'

export const GET = route({
  who: 'account',
  params: projectPath,
  output: jobList,
  run: ({ actor, params }) => listJobs(actor, params.project),
})
