import { projectData } from '@/lib/contracts/data/project-data'
import { projectPath } from '@/lib/contracts/path'
import { route } from '@/lib/http/route'
import { readProjectData } from '@/lib/services/data/read-project-data'

export const GET = route({
  who: 'account',
  params: projectPath,
  output: projectData,
  run: ({ actor, params }) => readProjectData(actor, params.project),
})
