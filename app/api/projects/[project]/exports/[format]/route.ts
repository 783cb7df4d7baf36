import * as endpoints from '@/lib/contracts/endpoints/data'
import { serve } from '@/lib/http/serve'
import { exportProject } from '@/lib/services/export-project'

export const GET = serve(endpoints.exportProject, ({ actor, input, request }) =>
  exportProject(actor, { ...input, isHead: request.method === 'HEAD' }),
)
