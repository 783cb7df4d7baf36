import * as endpoints from '@/lib/contracts/endpoints/recruitment'
import { serve } from '@/lib/http/serve'
import { notePresence } from '@/lib/services/recruitment/visits'

export const POST = serve(endpoints.notePresence, ({ actor, input }) => notePresence(actor, input))
