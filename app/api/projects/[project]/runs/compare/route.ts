import * as endpoints from '@/lib/contracts/endpoints/runs'
import { serve } from '@/lib/http/serve'
import { compareRuns } from '@/lib/services/runs/compare-runs'

export const GET = serve(endpoints.compareRuns, ({ actor, input }) => compareRuns(actor, input))
