import * as endpoints from '@/lib/contracts/endpoints/recruitment'
import { serve } from '@/lib/http/serve'
import { createPanel, listPanels } from '@/lib/services/recruitment/panels'

export const GET = serve(endpoints.listPanels, ({ actor, slug }) => listPanels(actor, slug))

export const POST = serve(endpoints.createPanel, ({ actor, slug, body }) => createPanel(actor, { slug, panel: body }))
