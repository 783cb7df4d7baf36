import * as endpoints from '@/lib/contracts/endpoints/images'
import { serve } from '@/lib/http/serve'
import { settleImageFlags } from '@/lib/services/images/image-flags'

export const PUT = serve(endpoints.settleImageFlags, ({ actor, input }) => settleImageFlags(actor, input))
