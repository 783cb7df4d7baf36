import * as endpoints from '@/lib/contracts/endpoints/data'
import { serve } from '@/lib/http/serve'
import { readProjectData } from '@/lib/services/data/project-data'

export const GET = serve(endpoints.readProjectData, ({ actor, slug }) => readProjectData(actor, slug))
