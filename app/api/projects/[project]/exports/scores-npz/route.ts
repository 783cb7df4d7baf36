import * as endpoints from '@/lib/contracts/endpoints/runs'
import { serve } from '@/lib/http/serve'
import { exportScoresNpz } from '@/lib/services/runs/export-scores-npz'

export const GET = serve(endpoints.exportScoresNpz, ({ actor, slug, query }) =>
  exportScoresNpz(actor, { slug, runId: query.run }),
)
