import * as endpoints from '@/lib/contracts/endpoints/images'
import { serve } from '@/lib/http/serve'
import { readImageFlag, saveImageFlag } from '@/lib/services/images/image-flags'

export const GET = serve(endpoints.readImageFlag, ({ actor, input }) => readImageFlag(actor, input))

export const PUT = serve(endpoints.saveImageFlag, ({ actor, input }) => saveImageFlag(actor, input))
