import * as endpoints from '@/lib/contracts/endpoints/texts'
import { serve } from '@/lib/http/serve'
import { compareDocumentVersions } from '@/lib/services/texts/documents'

export const GET = serve(endpoints.compareDocumentVersions, ({ actor, input }) => compareDocumentVersions(actor, input))
