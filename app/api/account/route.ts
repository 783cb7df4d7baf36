import * as endpoints from '@/lib/contracts/endpoints/accounts'
import { serve } from '@/lib/http/serve'
import { changeName, deleteAccount } from '@/lib/services/accounts/change-account'

export const PATCH = serve(endpoints.changeName, ({ actor, body }) => changeName(actor, body))

export const DELETE = serve(endpoints.deleteAccount, ({ actor, body }) => deleteAccount(actor, body))
