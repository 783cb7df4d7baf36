import * as endpoints from '@/lib/contracts/endpoints/images'
import { serve } from '@/lib/http/serve'
import { takeBackLabels } from '@/lib/services/images/set-labels'

export const POST = serve(endpoints.takeBackLabels, ({ actor, input }) => takeBackLabels(actor, input))
