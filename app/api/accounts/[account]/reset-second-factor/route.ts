import * as endpoints from '@/lib/contracts/endpoints/accounts'
import { serve } from '@/lib/http/serve'
import { resetSecondFactor } from '@/lib/services/accounts/change-second-factor'

export const POST = serve(endpoints.resetSecondFactor, ({ actor, params }) => resetSecondFactor(actor, params.account))
