import * as endpoints from '@/lib/contracts/endpoints/texts'
import { serve } from '@/lib/http/serve'
import { listClassNotes } from '@/lib/services/texts/class-notes'

export const GET = serve(endpoints.listClassNotes, ({ actor, input }) => listClassNotes(actor, input))
