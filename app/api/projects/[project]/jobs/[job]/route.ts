import { jobSummary } from '@/lib/contracts/jobs'
import { jobPath } from '@/lib/contracts/path'
import { route } from '@/lib/http/route'
import { findJob } from '@/lib/services/jobs/find-job'

export const GET = route({
  who: 'account',
  params: jobPath,
  output: jobSummary,
  run: ({ actor, params }) => findJob(actor, { slug: params.project, jobId: params.job }),
})
