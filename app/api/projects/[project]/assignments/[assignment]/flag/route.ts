import * as endpoints from '@/lib/contracts/endpoints/images'
import { serve } from '@/lib/http/serve'
import { readImageFlag, saveImageFlag } from '@/lib/services/images/image-flags'

export const GET = serve(endpoints.readImageFlag, ({ actor, slug, params, query }) =>
  readImageFlag(actor, { slug, assignmentId: params.assignment, ...query }),
)

export const PUT = serve(endpoints.saveImageFlag, ({ actor, slug, params, query, body }) =>
  saveImageFlag(actor, { slug, assignmentId: params.assignment, ...query, ...body }),
)
