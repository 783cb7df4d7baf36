import * as endpoints from '@/lib/contracts/endpoints/adjudication'
import { historyAddress } from '@/lib/domain/adjudication/adjudication-history'
import { serve } from '@/lib/http/serve'
import { exportAdjudications } from '@/lib/services/adjudication/export-adjudications'

export const GET = serve(endpoints.exportAdjudications, ({ actor, slug, query }) =>
  exportAdjudications(actor, { slug, view: historyAddress.read(query) }),
)
