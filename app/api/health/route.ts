import * as endpoints from '@/lib/contracts/endpoints/accounts'
import { serve } from '@/lib/http/serve'
import { checkDatabase } from '@/lib/services/database-health'

export const dynamic = 'force-dynamic'

export const GET = serve(endpoints.checkHealth, async () => {
  await checkDatabase()
  return { status: 'ok' as const }
})
