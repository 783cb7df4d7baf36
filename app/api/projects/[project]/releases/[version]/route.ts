import * as endpoints from '@/lib/contracts/endpoints/releases'
import { serve } from '@/lib/http/serve'
import { readRelease } from '@/lib/services/releases/read-release'

export const GET = serve(endpoints.readRelease, ({ actor, slug, params }) =>
  readRelease(actor, { slug, version: params.version }),
)
