import * as endpoints from '@/lib/contracts/endpoints/texts'
import { serve } from '@/lib/http/serve'
import { readDocument, saveDocument } from '@/lib/services/texts/documents'

export const GET = serve(endpoints.readDocument, ({ actor, input }) => readDocument(actor, input))

export const PUT = serve(endpoints.saveDocument, ({ actor, input }) => saveDocument(actor, input))
