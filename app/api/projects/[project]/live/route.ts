import * as endpoints from '@/lib/contracts/endpoints/projects'
import { eventStream } from '@/lib/http/event-stream'
import { serve } from '@/lib/http/serve'
import { followDashboard } from '@/lib/services/projects/follow-dashboard'

export const dynamic = 'force-dynamic'

export const GET = serve(endpoints.followDashboard, async ({ actor, slug, request }) => {
  const { begin } = await followDashboard(actor, slug)
  return eventStream(({ send, close }) => begin({ onChange: send, onLost: close }), { signal: request.signal })
})
