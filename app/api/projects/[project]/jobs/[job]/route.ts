import * as endpoints from '@/lib/contracts/endpoints/jobs'
import { serve } from '@/lib/http/serve'
import { findJob } from '@/lib/services/jobs/find-job'

export const GET = serve(endpoints.findJob, ({ actor, slug, params }) => findJob(actor, { slug, jobId: params.job }))
