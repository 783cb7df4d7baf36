import * as endpoints from '@/lib/contracts/endpoints/raters'
import { serve } from '@/lib/http/serve'
import { exportOwnData } from '@/lib/services/raters/export-rater-data'

export const GET = serve(endpoints.exportOwnData, ({ actor, slug }) => exportOwnData(actor, slug))
