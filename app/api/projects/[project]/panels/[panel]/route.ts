import * as endpoints from '@/lib/contracts/endpoints/recruitment'
import { serve } from '@/lib/http/serve'
import { updatePanel } from '@/lib/services/recruitment/panels'

export const PATCH = serve(endpoints.updatePanel, ({ actor, slug, params, body: { basedOn, ...change } }) =>
  updatePanel(actor, { slug, panelId: params.panel, change, basedOn }),
)
