import * as endpoints from '@/lib/contracts/endpoints/raters'
import { serve } from '@/lib/http/serve'
import { confirmMessage } from '@/lib/services/raters/rater-messages'

export const POST = serve(endpoints.confirmMessage, ({ actor, input }) => confirmMessage(actor, input))
