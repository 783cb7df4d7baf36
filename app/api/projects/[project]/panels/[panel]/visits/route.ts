import * as endpoints from '@/lib/contracts/endpoints/recruitment'
import { serve } from '@/lib/http/serve'
import { exportPanelVisits } from '@/lib/services/recruitment/panel-visits'

// POST, since each export is recorded in the audit trail.
export const POST = serve(endpoints.exportPanelVisits, ({ actor, input }) => exportPanelVisits(actor, input))
