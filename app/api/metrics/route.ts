import * as endpoints from '@/lib/contracts/endpoints/accounts'
import { serve } from '@/lib/http/serve'
import { checkMetricsToken, readServerMetrics } from '@/lib/services/server-metrics'

export const dynamic = 'force-dynamic'

export const GET = serve(endpoints.readMetrics, async ({ request }) => {
  checkMetricsToken(request.headers.get('authorization'))
  const { text, contentType } = await readServerMetrics()
  return new Response(text, { headers: { 'Content-Type': contentType, 'Cache-Control': 'no-store' } })
})
