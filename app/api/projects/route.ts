import { newProjectInput, newProjectOutput, projectList } from '@/lib/contracts/project'
import { route } from '@/lib/http/route'
import { createProject } from '@/lib/services/create-project'
import { listProjects } from '@/lib/services/list-projects'

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
