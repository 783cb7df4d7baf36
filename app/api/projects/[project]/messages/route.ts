import * as endpoints from '@/lib/contracts/endpoints/raters'
import { serve } from '@/lib/http/serve'
import { sendRaterMessage } from '@/lib/services/raters/rater-messages'

export const POST = serve(endpoints.sendRaterMessage, ({ actor, input }) => sendRaterMessage(actor, input))
