import * as endpoints from '@/lib/contracts/endpoints/accounts'
import { serve } from '@/lib/http/serve'
import { checkHealth } from '@/lib/services/server-health'

export const dynamic = 'force-dynamic'

export const GET = serve(endpoints.checkHealth, async () => {
  await checkHealth()
  return { status: 'ok' as const }
})
