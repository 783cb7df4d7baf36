import * as endpoints from '@/lib/contracts/endpoints/releases'
import { serve } from '@/lib/http/serve'
import { releasePartFile } from '@/lib/services/releases/verify-release'

export const GET = serve(endpoints.releasePartFile, ({ actor, input }) => releasePartFile(actor, input))
