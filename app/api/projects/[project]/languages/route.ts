import * as endpoints from '@/lib/contracts/endpoints/classes'
import { serve } from '@/lib/http/serve'
import { changeLanguages } from '@/lib/services/classes/languages'

export const PUT = serve(endpoints.changeLanguages, ({ actor, input }) => changeLanguages(actor, input))
