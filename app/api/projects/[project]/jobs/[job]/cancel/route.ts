import { jobSummary } from '@/lib/contracts/jobs'
import { jobPath } from '@/lib/contracts/path'
import { route } from '@/lib/http/route'
import { cancelJob } from '@/lib/services/jobs/cancel-job'

export const POST = route({
  who: 'account',
  params: jobPath,
  output: jobSummary,
  run: ({ actor, params }) => cancelJob(actor, { slug: params.project, jobId: params.job }),
})
