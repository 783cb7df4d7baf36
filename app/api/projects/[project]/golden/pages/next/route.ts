import * as endpoints from '@/lib/contracts/endpoints/golden'
import { serve } from '@/lib/http/serve'
import { nextGoldenPage } from '@/lib/services/golden/golden-pages'

export const POST = serve(endpoints.nextGoldenPage, ({ actor, input }) => nextGoldenPage(actor, input))
