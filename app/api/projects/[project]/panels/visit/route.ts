import * as endpoints from '@/lib/contracts/endpoints/recruitment'
import { serve } from '@/lib/http/serve'
import { readOwnVisit } from '@/lib/services/recruitment/visits'

export const GET = serve(endpoints.readOwnVisit, ({ actor, slug }) => readOwnVisit(actor, slug))
