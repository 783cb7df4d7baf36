import * as endpoints from '@/lib/contracts/endpoints/runs'
import { serve } from '@/lib/http/serve'
import { readRun } from '@/lib/services/runs/read-run'

export const GET = serve(endpoints.readRun, ({ actor, slug, params }) => readRun(actor, { slug, runId: params.run }))
