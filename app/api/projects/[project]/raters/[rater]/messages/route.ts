import * as endpoints from '@/lib/contracts/endpoints/raters'
import { serve } from '@/lib/http/serve'
import { listRaterMessages } from '@/lib/services/raters/rater-messages'

export const GET = serve(endpoints.listRaterMessages, ({ actor, input }) => listRaterMessages(actor, input))
