import * as endpoints from '@/lib/contracts/endpoints/accounts'
import { serve } from '@/lib/http/serve'
import { endOwnSessions } from '@/lib/services/accounts/sessions'

export const DELETE = serve(endpoints.endOwnSessions, ({ actor, body }) => endOwnSessions(actor, body))
