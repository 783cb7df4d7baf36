import * as endpoints from '@/lib/contracts/endpoints/accounts'
import { serve } from '@/lib/http/serve'
import { readHealth } from '@/lib/services/server-health'

export const dynamic = 'force-dynamic'

export const GET = serve(endpoints.checkHealth, async () => {
  const health = await readHealth()
  const status = health.status === 'ok' ? 200 : 503
  return Response.json(health, { status, headers: { 'Cache-Control': 'no-store' } })
})
