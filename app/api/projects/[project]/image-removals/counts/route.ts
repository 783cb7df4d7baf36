import * as endpoints from '@/lib/contracts/endpoints/images'
import { serve } from '@/lib/http/serve'
import { countImageContents } from '@/lib/services/images/remove-images'

export const POST = serve(endpoints.countImageContents, ({ actor, input }) => countImageContents(actor, input))
