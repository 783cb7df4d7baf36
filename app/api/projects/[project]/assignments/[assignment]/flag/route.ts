import * as endpoints from '@/lib/contracts/endpoints/images'
import { serve } from '@/lib/http/serve'
import { readImageFlag } from '@/lib/services/images/read-image-flag'
import { saveImageFlag } from '@/lib/services/images/save-image-flag'

export const GET = serve(endpoints.readImageFlag, ({ actor, slug, params }) =>
  readImageFlag(actor, { slug, assignmentId: params.assignment }),
)

export const PUT = serve(endpoints.saveImageFlag, ({ actor, slug, params, body }) =>
  saveImageFlag(actor, { slug, assignmentId: params.assignment, ...body }),
)
