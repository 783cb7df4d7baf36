import * as endpoints from '@/lib/contracts/endpoints/golden'
import { serve } from '@/lib/http/serve'
import { addToGoldenSet } from '@/lib/services/images/image-actions'

export const POST = serve(endpoints.addToGoldenSet, ({ actor, input }) => addToGoldenSet(actor, input))
