import * as endpoints from '@/lib/contracts/endpoints/raters'
import { serve } from '@/lib/http/serve'
import { exportRaterData } from '@/lib/services/raters/export-rater-data'

// POST, since each export is recorded in the audit trail.
export const POST = serve(endpoints.exportRaterData, ({ actor, input }) => exportRaterData(actor, input))
