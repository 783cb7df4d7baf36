import { jobSummary } from '@/lib/contracts/jobs'
import { projectPath } from '@/lib/contracts/path'
import { publishInput, releaseList } from '@/lib/contracts/releases/release'
import { route } from '@/lib/http/route'
import { listReleases } from '@/lib/services/releases/list-releases'
import { startPublish } from '@/lib/services/releases/start-publish'

export const GET = route({
  who: 'account',
  params: projectPath,
  output: releaseList,
  run: ({ actor, params }) => listReleases(actor, params.project),
})

export const POST = route({
  who: 'account',
  params: projectPath,
  input: publishInput,
  output: jobSummary,
  run: ({ actor, params, input }) => startPublish(actor, { slug: params.project, release: input }),
})
