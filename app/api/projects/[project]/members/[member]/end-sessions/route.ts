import * as endpoints from '@/lib/contracts/endpoints/accounts'
import { serve } from '@/lib/http/serve'
import { endMemberSessions } from '@/lib/services/accounts/members'

export const POST = serve(endpoints.endMemberSessions, ({ actor, input }) => endMemberSessions(actor, input))
