import * as endpoints from '@/lib/contracts/endpoints/releases'
import { serve } from '@/lib/http/serve'
import { releasePartFile } from '@/lib/services/releases/verify-release'

export const GET = serve(endpoints.releasePartFile, ({ actor, slug, params }) =>
  releasePartFile(actor, { slug, version: params.version, name: params.name }),
)
