import * as endpoints from '@/lib/contracts/endpoints/texts'
import { serve } from '@/lib/http/serve'
import { readDocument, saveDocument } from '@/lib/services/texts/documents'

export const GET = serve(endpoints.readDocument, ({ actor, slug, params }) =>
  readDocument(actor, { slug, kind: params.kind }),
)

export const PUT = serve(endpoints.saveDocument, ({ actor, slug, params, body }) =>
  saveDocument(actor, { slug, kind: params.kind, ...body }),
)
