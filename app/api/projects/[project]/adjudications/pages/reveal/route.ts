import * as endpoints from '@/lib/contracts/endpoints/adjudication'
import { serve } from '@/lib/http/serve'
import { revealPage } from '@/lib/services/adjudication/adjudication-pages'

export const POST = serve(endpoints.revealPage, ({ actor, input }) => revealPage(actor, input))
