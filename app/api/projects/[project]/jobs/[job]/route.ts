import { jobSummary } from '@/lib/contracts/job'
import { jobPath } from '@/lib/contracts/path'
import { route } from '@/lib/http/route'
import { findJob } from '@/lib/services/find-job'

export const GET = route({
  who: 'account',
  params: jobPath,
  output: jobSummary,
  run: ({ actor, params }) => findJob(actor, { slug: params.project, jobId: params.job }),
})
