import * as endpoints from '@/lib/contracts/endpoints/golden'
import { serve } from '@/lib/http/serve'
import { exportGoldenAnswers } from '@/lib/services/golden/export-golden-answers'

export const GET = serve(endpoints.exportGoldenAnswers, ({ actor, slug }) => exportGoldenAnswers(actor, { slug }))
