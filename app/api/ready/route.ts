import * as endpoints from '@/lib/contracts/endpoints/accounts'
import { serve } from '@/lib/http/serve'
import { checkReady } from '@/lib/services/server-health'

export const dynamic = 'force-dynamic'

export const GET = serve(endpoints.checkReady, async () => {
  await checkReady()
  return { status: 'ready' as const }
})
