import * as endpoints from '@/lib/contracts/endpoints/golden'
import { serve } from '@/lib/http/serve'
import { readLastGoldenPage } from '@/lib/services/golden/golden-pages'

export const GET = serve(endpoints.readLastGoldenPage, ({ actor, slug }) => readLastGoldenPage(actor, { slug }))
