import * as endpoints from '@/lib/contracts/endpoints/texts'
import { serve } from '@/lib/http/serve'
import { confirmDocument } from '@/lib/services/texts/documents'

export const POST = serve(endpoints.confirmDocument, ({ actor, input }) => confirmDocument(actor, input))
