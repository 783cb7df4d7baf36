import * as endpoints from '@/lib/contracts/endpoints/runs'
import { serve } from '@/lib/http/serve'
import { exportVotesCsv } from '@/lib/services/runs/export-votes-csv'

export const GET = serve(endpoints.exportVotesCsv, ({ actor, slug }) => exportVotesCsv(actor, { slug }))
