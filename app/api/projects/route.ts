import { newProjectInput, newProjectOutput, projectList } from '@/lib/contracts/projects/project'
import { route } from '@/lib/http/route'
import { createProject } from '@/lib/services/projects/create-project'
import { listProjects } from '@/lib/services/projects/list-projects'

export const GET = route({
  who: 'account',
  output: projectList,
  run: async ({ actor }) => ({ projects: await listProjects(actor) }),
})

export const POST = route({
  who: 'account',
  input: newProjectInput,
  output: newProjectOutput,
  run: ({ actor, input }) => createProject(actor, input),
})
