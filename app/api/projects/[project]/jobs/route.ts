import * as endpoints from '@/lib/contracts/endpoints/jobs'
import { serve } from '@/lib/http/serve'
import { listJobs } from '@/lib/services/jobs/list-jobs'

export const GET = serve(endpoints.listJobs, ({ actor, slug }) => listJobs(actor, slug))
