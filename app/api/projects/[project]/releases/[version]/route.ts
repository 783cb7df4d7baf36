import * as endpoints from '@/lib/contracts/endpoints/releases'
import { serve } from '@/lib/http/serve'
import { readReleaseDetail } from '@/lib/services/releases/list-releases'

export const GET = serve(endpoints.readRelease, ({ actor, input }) => readReleaseDetail(actor, input))
