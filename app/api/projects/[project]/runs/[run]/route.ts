import * as endpoints from '@/lib/contracts/endpoints/runs'
import { serve } from '@/lib/http/serve'
import { readRun } from '@/lib/services/runs/read-run'
import { removeRun } from '@/lib/services/runs/remove-run'

export const GET = serve(endpoints.readRun, ({ actor, slug, params }) => readRun(actor, { slug, runId: params.run }))

export const DELETE = serve(endpoints.removeRun, ({ actor, slug, params }) =>
  removeRun(actor, { slug, runId: params.run }),
)
