import * as endpoints from '@/lib/contracts/endpoints/accounts'
import { serve } from '@/lib/http/serve'
import { deleteAccount } from '@/lib/services/accounts/delete-account'

export const DELETE = serve(endpoints.deleteAccount, ({ actor, body }) => deleteAccount(actor, body.email))
