import { projectPath } from '@/lib/contracts/path'
import { projectData } from '@/lib/contracts/project-data'
import { route } from '@/lib/http/route'
import { readProjectData } from '@/lib/services/read-project-data'

export const GET = route({
  who: 'account',
  params: projectPath,
  output: projectData,
  run: ({ actor, params }) => readProjectData(actor, params.project),
})
