import * as endpoints from '@/lib/contracts/endpoints/texts'
import { serve } from '@/lib/http/serve'
import { readDocumentHistory } from '@/lib/services/texts/documents'

export const GET = serve(endpoints.readDocumentHistory, ({ actor, input }) => readDocumentHistory(actor, input))
