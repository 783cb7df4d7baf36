import * as endpoints from '@/lib/contracts/endpoints/jobs'
import { serve } from '@/lib/http/serve'
import { startJob } from '@/lib/services/jobs/job-state'
import { listJobs } from '@/lib/services/jobs/read-jobs'

export const GET = serve(endpoints.listJobs, ({ actor, slug }) => listJobs(actor, slug))

export const POST = serve(endpoints.startJob, ({ actor, input }) => startJob(actor, input))
