import * as endpoints from '@/lib/contracts/endpoints/runs'
import { serve } from '@/lib/http/serve'
import { exportRealJson } from '@/lib/services/runs/export-real-json'

export const GET = serve(endpoints.exportRealJson, ({ actor, slug, query }) =>
  exportRealJson(actor, { slug, runId: query.run }),
)
