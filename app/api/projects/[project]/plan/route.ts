import * as endpoints from '@/lib/contracts/endpoints/plan'
import { serve } from '@/lib/http/serve'
import { readPlan } from '@/lib/services/plan/read-plan'

export const GET = serve(endpoints.readPlan, ({ actor, slug }) => readPlan(actor, slug))
