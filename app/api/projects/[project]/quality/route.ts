import * as endpoints from '@/lib/contracts/endpoints/quality'
import { serve } from '@/lib/http/serve'
import { updateQuality } from '@/lib/services/quality/quality-settings'
import { readQuality } from '@/lib/services/quality/read-quality'

export const GET = serve(endpoints.readQuality, ({ actor, slug }) => readQuality(actor, slug))

export const PUT = serve(endpoints.updateQuality, ({ actor, slug, body: { basedOn, ...settings } }) =>
  updateQuality(actor, { slug, settings, basedOn }),
)
