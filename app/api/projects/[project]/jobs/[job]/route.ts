import * as endpoints from '@/lib/contracts/endpoints/jobs'
import { serve } from '@/lib/http/serve'
import { getJob } from '@/lib/services/jobs/read-jobs'

export const GET = serve(endpoints.getJob, ({ actor, input }) => getJob(actor, input))
