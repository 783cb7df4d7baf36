import * as endpoints from '@/lib/contracts/endpoints/golden'
import { serve } from '@/lib/http/serve'
import { listGoldenImages } from '@/lib/services/golden/draw-golden-images'

export const GET = serve(endpoints.listGoldenImages, ({ actor, input }) => listGoldenImages(actor, input))
