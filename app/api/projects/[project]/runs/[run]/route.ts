import * as endpoints from '@/lib/contracts/endpoints/runs'
import { serve } from '@/lib/http/serve'
import { removeRun } from '@/lib/services/runs/change-run'
import { readRun } from '@/lib/services/runs/read-run'

export const GET = serve(endpoints.readRun, ({ actor, input }) => readRun(actor, input))

export const DELETE = serve(endpoints.removeRun, ({ actor, input }) => removeRun(actor, input))
