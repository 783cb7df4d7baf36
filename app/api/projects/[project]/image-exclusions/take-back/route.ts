import * as endpoints from '@/lib/contracts/endpoints/images'
import { serve } from '@/lib/http/serve'
import { includeImages } from '@/lib/services/images/image-actions'

export const POST = serve(endpoints.includeImages, ({ actor, input }) => includeImages(actor, input))
