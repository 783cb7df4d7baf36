import * as endpoints from '@/lib/contracts/endpoints/classes'
import { serve } from '@/lib/http/serve'
import { findClasses } from '@/lib/services/classes/read-classes'

export const GET = serve(endpoints.findClasses, ({ actor, input }) => findClasses(actor, input))
