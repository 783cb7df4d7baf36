import * as endpoints from '@/lib/contracts/endpoints/projects'
import { serve } from '@/lib/http/serve'
import { readWaiting } from '@/lib/services/projects/read-waiting'

export const GET = serve(endpoints.readWaiting, ({ actor, slug }) => readWaiting(actor, slug))
