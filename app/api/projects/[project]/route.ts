import { projectPath } from '@/lib/contracts/path'
import { projectOverview, projectSettings, projectSettingsInput } from '@/lib/contracts/projects/project'
import { route } from '@/lib/http/route'
import { readProjectOverview } from '@/lib/services/projects/read-project-overview'
import { updateProject } from '@/lib/services/projects/update-project'

export const GET = route({
  who: 'account',
  params: projectPath,
  output: projectOverview,
  run: ({ actor, params }) => readProjectOverview(actor, params.project),
})

export const PATCH = route({
  who: 'account',
  params: projectPath,
  input: projectSettingsInput,
  output: projectSettings,
  run: ({ actor, params, input }) => updateProject(actor, { slug: params.project, changes: input }),
})
