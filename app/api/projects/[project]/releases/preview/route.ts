import * as endpoints from '@/lib/contracts/endpoints/releases'
import { serve } from '@/lib/http/serve'
import { previewRelease } from '@/lib/services/releases/publish-release'

export const GET = serve(endpoints.previewRelease, ({ actor, input }) => previewRelease(actor, input))
