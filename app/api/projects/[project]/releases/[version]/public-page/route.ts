import * as endpoints from '@/lib/contracts/endpoints/releases'
import { serve } from '@/lib/http/serve'
import { setReleasePublic } from '@/lib/services/releases/list-releases'

export const PUT = serve(endpoints.setReleasePublic, ({ actor, input }) => setReleasePublic(actor, input))
