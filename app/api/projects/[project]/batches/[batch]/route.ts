import * as endpoints from '@/lib/contracts/endpoints/workshop'
import { serve } from '@/lib/http/serve'
import { readBatch } from '@/lib/services/workshop/read-batch'

export const GET = serve(endpoints.readBatch, ({ actor, slug, params }) =>
  readBatch(actor, { slug, batchId: params.batch }),
)
