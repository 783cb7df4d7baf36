import * as endpoints from '@/lib/contracts/endpoints/runs'
import { serve } from '@/lib/http/serve'
import { listRuns } from '@/lib/services/runs/list-runs'

export const GET = serve(endpoints.listRuns, ({ actor, slug }) => listRuns(actor, slug))
