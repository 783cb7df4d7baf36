import * as endpoints from '@/lib/contracts/endpoints/accounts'
import { serve } from '@/lib/http/serve'
import { exportServerAudit } from '@/lib/services/audit/audit'

export const GET = serve(endpoints.exportServerAudit, ({ actor }) => exportServerAudit(actor))
