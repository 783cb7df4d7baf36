import * as endpoints from '@/lib/contracts/endpoints/quality'
import { serve } from '@/lib/http/serve'
import { setGoldenUse } from '@/lib/services/quality/golden-uses'

export const PUT = serve(endpoints.setGoldenUse, ({ actor, slug, body }) => setGoldenUse(actor, { slug, input: body }))
