import * as endpoints from '@/lib/contracts/endpoints/models'
import { serve } from '@/lib/http/serve'
import { listModelScores } from '@/lib/services/models/read-model-scores'

export const GET = serve(endpoints.listModelScores, ({ actor, slug, query }) =>
  listModelScores(actor, { slug, runId: query.run }),
)
