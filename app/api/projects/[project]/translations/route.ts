import * as endpoints from '@/lib/contracts/endpoints/classes'
import { bodyOf, serve } from '@/lib/http/serve'
import { receiveTranslations } from '@/lib/services/classes/import-translations'

export const POST = serve(endpoints.importTranslations, ({ actor, slug, query, request }) =>
  receiveTranslations(actor, { slug, ...query, body: bodyOf(request) }),
)
