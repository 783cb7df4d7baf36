import * as endpoints from '@/lib/contracts/endpoints/runs'
import { serve } from '@/lib/http/serve'
import { confirmRun } from '@/lib/services/runs/change-run'

export const POST = serve(endpoints.confirmRun, ({ actor, input }) => confirmRun(actor, input))
