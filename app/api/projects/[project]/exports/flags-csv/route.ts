import * as endpoints from '@/lib/contracts/endpoints/images'
import { serve } from '@/lib/http/serve'
import { exportFlagsCsv } from '@/lib/services/images/export-flags-csv'

export const GET = serve(endpoints.exportFlagsCsv, ({ actor, slug }) => exportFlagsCsv(actor, { slug }))
