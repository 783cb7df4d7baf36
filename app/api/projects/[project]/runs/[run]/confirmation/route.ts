import * as endpoints from '@/lib/contracts/endpoints/runs'
import { serve } from '@/lib/http/serve'
import { confirmRun } from '@/lib/services/runs/confirm-run'

export const POST = serve(endpoints.confirmRun, ({ actor, slug, params, body }) =>
  confirmRun(actor, { slug, runId: params.run, ...body }),
)
