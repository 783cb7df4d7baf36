import * as endpoints from '@/lib/contracts/endpoints/texts'
import { serve } from '@/lib/http/serve'
import { previewDocument } from '@/lib/services/texts/documents'

export const POST = serve(endpoints.previewDocument, ({ actor, input }) => previewDocument(actor, input))
