import { projectPath } from '@/lib/contracts/path'
import { eventStream } from '@/lib/http/event-stream'
import { route } from '@/lib/http/route'
import { followDashboard } from '@/lib/services/projects/follow-dashboard'

export const dynamic = 'force-dynamic'

export const GET = route({
  who: 'account',
  params: projectPath,
  run: async ({ actor, params, request }) => {
    const { begin } = await followDashboard(actor, params.project)
    return eventStream(({ send, close }) => begin({ onChange: send, onLost: close }), { signal: request.signal })
  },
})
