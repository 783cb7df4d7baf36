import * as endpoints from '@/lib/contracts/endpoints/images'
import { serve } from '@/lib/http/serve'
import { removeImages } from '@/lib/services/images/remove-images'

export const POST = serve(endpoints.removeImages, ({ actor, slug, body }) => removeImages(actor, { slug, ...body }))
