import * as endpoints from '@/lib/contracts/endpoints/projects'
import { serve } from '@/lib/http/serve'
import { archiveProject } from '@/lib/services/projects/archive-project'

export const PUT = serve(endpoints.archiveProject, ({ actor, slug, body }) => archiveProject(actor, { slug, ...body }))
