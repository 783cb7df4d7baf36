import { fetchHosts, fetchHostsInput } from '@/lib/contracts/data/project-data'
import { projectPath } from '@/lib/contracts/path'
import { route } from '@/lib/http/route'
import { updateFetchHosts } from '@/lib/services/data/update-fetch-hosts'

export const PUT = route({
  who: 'account',
  params: projectPath,
  input: fetchHostsInput,
  output: fetchHosts,
  run: ({ actor, params, input }) => updateFetchHosts(actor, { slug: params.project, hosts: input.hosts }),
})
