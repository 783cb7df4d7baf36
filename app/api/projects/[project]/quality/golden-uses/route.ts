import * as endpoints from '@/lib/contracts/endpoints/quality'
import { serve } from '@/lib/http/serve'
import { setGoldenUse } from '@/lib/services/quality/set-golden-use'

export const PUT = serve(endpoints.setGoldenUse, ({ actor, slug, body }) => setGoldenUse(actor, { slug, input: body }))
