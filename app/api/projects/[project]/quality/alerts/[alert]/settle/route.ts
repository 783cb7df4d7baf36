import * as endpoints from '@/lib/contracts/endpoints/quality'
import { serve } from '@/lib/http/serve'
import { settleAlert } from '@/lib/services/quality/apply-quality-rules'

export const POST = serve(endpoints.settleAlert, ({ actor, input }) => settleAlert(actor, input))
