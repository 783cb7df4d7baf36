import * as endpoints from '@/lib/contracts/endpoints/data'
import { serve } from '@/lib/http/serve'
import { discardUpload } from '@/lib/services/data/uploads/uploads'

export const DELETE = serve(endpoints.discardUpload, ({ actor, input }) => discardUpload(actor, input))
