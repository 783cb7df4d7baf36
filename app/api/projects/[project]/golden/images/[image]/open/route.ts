import * as endpoints from '@/lib/contracts/endpoints/golden'
import { serve } from '@/lib/http/serve'
import { openGoldenImage } from '@/lib/services/golden/golden-image'

export const POST = serve(endpoints.openGoldenImage, ({ actor, input }) => openGoldenImage(actor, input))
