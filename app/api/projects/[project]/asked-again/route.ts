import * as endpoints from '@/lib/contracts/endpoints/images'
import { serve } from '@/lib/http/serve'
import { askAgain } from '@/lib/services/images/image-actions'

export const POST = serve(endpoints.askAgain, ({ actor, input }) => askAgain(actor, input))
