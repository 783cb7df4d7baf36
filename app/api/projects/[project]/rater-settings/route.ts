import * as endpoints from '@/lib/contracts/endpoints/rating'
import { serve } from '@/lib/http/serve'
import { readRaterSettings, saveRaterSettings } from '@/lib/services/rating/rater-settings'

export const GET = serve(endpoints.readRaterSettings, ({ actor, slug }) => readRaterSettings(actor, { slug }))

export const PUT = serve(endpoints.saveRaterSettings, ({ actor, slug, body }) =>
  saveRaterSettings(actor, { slug, settings: body }),
)
