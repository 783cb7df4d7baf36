import * as endpoints from '@/lib/contracts/endpoints/quality'
import { serve } from '@/lib/http/serve'
import { askAgain } from '@/lib/services/quality/rater-acts'

export const POST = serve(endpoints.askAgain, ({ actor, input }) => askAgain(actor, input))
