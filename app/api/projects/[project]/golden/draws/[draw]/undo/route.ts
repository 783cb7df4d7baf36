import * as endpoints from '@/lib/contracts/endpoints/golden'
import { serve } from '@/lib/http/serve'
import { undoGoldenDraw } from '@/lib/services/golden/draw-golden-images'

export const POST = serve(endpoints.undoGoldenDraw, ({ actor, input }) => undoGoldenDraw(actor, input))
