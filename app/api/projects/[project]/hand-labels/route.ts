import * as endpoints from '@/lib/contracts/endpoints/images'
import { serve } from '@/lib/http/serve'
import { setLabels } from '@/lib/services/images/set-labels'

export const POST = serve(endpoints.setLabels, ({ actor, input }) => setLabels(actor, input))
