import * as endpoints from '@/lib/contracts/endpoints/jobs'
import { serve } from '@/lib/http/serve'
import { cancelJob } from '@/lib/services/jobs/job-state'

export const POST = serve(endpoints.cancelJob, ({ actor, input }) => cancelJob(actor, input))
