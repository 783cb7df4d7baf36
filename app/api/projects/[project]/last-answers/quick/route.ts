import * as endpoints from '@/lib/contracts/endpoints/rating'
import { serve } from '@/lib/http/serve'
import { countQuickAnswers } from '@/lib/services/rating/read-own-history'

export const GET = serve(endpoints.countQuickAnswers, ({ actor, slug }) => countQuickAnswers(actor, slug))
