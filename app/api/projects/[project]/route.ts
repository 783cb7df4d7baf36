import * as endpoints from '@/lib/contracts/endpoints/projects'
import { serve } from '@/lib/http/serve'
import { readProjectOverview } from '@/lib/services/projects/read-project'
import { updateProject } from '@/lib/services/projects/update-project'

export const GET = serve(endpoints.readProjectOverview, ({ actor, slug }) => readProjectOverview(actor, slug))

export const PATCH = serve(endpoints.updateProject, ({ actor, slug, body: { basedOn, ...changes } }) =>
  updateProject(actor, { slug, changes, basedOn }),
)
