import * as endpoints from '@/lib/contracts/endpoints/accounts'
import { serve } from '@/lib/http/serve'
import { resetPassword } from '@/lib/services/accounts/reset-password'

export const POST = serve(endpoints.resetPassword, ({ body }) => resetPassword(body))
