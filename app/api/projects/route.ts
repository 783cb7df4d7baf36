import * as endpoints from '@/lib/contracts/endpoints/projects'
import { serve } from '@/lib/http/serve'
import { createProject } from '@/lib/services/projects/create-project'
import { listProjects } from '@/lib/services/projects/read-project'

export const GET = serve(endpoints.listProjects, async ({ actor }) => ({ projects: await listProjects(actor) }))

export const POST = serve(endpoints.createProject, ({ actor, body }) => createProject(actor, body))
