import * as endpoints from '@/lib/contracts/endpoints/releases'
import { serve } from '@/lib/http/serve'
import { withdrawRelease } from '@/lib/services/releases/list-releases'

export const POST = serve(endpoints.withdrawRelease, ({ actor, input }) => withdrawRelease(actor, input))
