import * as endpoints from '@/lib/contracts/endpoints/golden'
import { serve } from '@/lib/http/serve'
import { drawGoldenImages } from '@/lib/services/golden/draw-golden-images'

export const POST = serve(endpoints.drawGoldenImages, ({ actor, slug, body }) =>
  drawGoldenImages(actor, { slug, draw: body }),
)
