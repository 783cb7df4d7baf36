import * as endpoints from '@/lib/contracts/endpoints/data'
import { serve } from '@/lib/http/serve'
import { exportLabels } from '@/lib/services/data/export-labels'

export const GET = serve(endpoints.exportLabels, ({ actor, slug, query }) => exportLabels(actor, { slug, ...query }))
