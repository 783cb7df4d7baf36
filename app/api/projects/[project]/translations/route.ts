import * as endpoints from '@/lib/contracts/endpoints/classes'
import { serve } from '@/lib/http/serve'
import { receiveTranslations } from '@/lib/services/classes/import-translations'

export const POST = serve(endpoints.importTranslations, ({ actor, slug, query, request }) => {
  const body = request.body as AsyncIterable<Uint8Array> | null
  return receiveTranslations(actor, { slug, ...query, body })
})
