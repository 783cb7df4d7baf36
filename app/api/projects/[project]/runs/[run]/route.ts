import * as endpoints from '@/lib/contracts/endpoints/runs'
import { serve } from '@/lib/http/serve'
import { readRun } from '@/lib/services/runs/read-run'
import { removeRun } from '@/lib/services/runs/remove-run'

export const GET = serve(endpoints.readRun, ({ actor, input }) => readRun(actor, input))

export const DELETE = serve(endpoints.removeRun, ({ actor, input }) => removeRun(actor, input))
