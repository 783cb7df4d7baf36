import * as endpoints from '@/lib/contracts/endpoints/quality'
import { serve } from '@/lib/http/serve'
import { updateQuality } from '@/lib/services/quality/quality-settings'

export const PUT = serve(endpoints.updateQuality, ({ actor, slug, body: { basedOn, ...settings } }) =>
  updateQuality(actor, { slug, settings, basedOn }),
)
