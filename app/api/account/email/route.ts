import * as endpoints from '@/lib/contracts/endpoints/accounts'
import { serve } from '@/lib/http/serve'
import { changeEmail } from '@/lib/services/accounts/change-account'

export const PUT = serve(endpoints.changeEmail, ({ actor, body }) => changeEmail(actor, body))
