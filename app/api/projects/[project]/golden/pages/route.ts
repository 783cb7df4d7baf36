import * as endpoints from '@/lib/contracts/endpoints/golden'
import { serve } from '@/lib/http/serve'
import { submitGoldenPage } from '@/lib/services/golden/golden-pages'

export const POST = serve(endpoints.submitGoldenPage, ({ actor, input }) => submitGoldenPage(actor, input))
