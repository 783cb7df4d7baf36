import * as endpoints from '@/lib/contracts/endpoints/images'
import { serve } from '@/lib/http/serve'
import { excludeImages } from '@/lib/services/images/image-actions'

export const POST = serve(endpoints.excludeImages, ({ actor, input }) => excludeImages(actor, input))
