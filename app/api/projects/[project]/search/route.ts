import * as endpoints from '@/lib/contracts/endpoints/projects'
import { serve } from '@/lib/http/serve'
import { searchProject } from '@/lib/services/projects/search-project'

export const GET = serve(endpoints.searchProject, ({ actor, input }) => searchProject(actor, input))
