import * as endpoints from '@/lib/contracts/endpoints/releases'
import { jobSummary } from '@/lib/contracts/jobs'
import { projectPath } from '@/lib/contracts/path'
import { publishInput } from '@/lib/contracts/releases/release'
import { route } from '@/lib/http/route'
import { serve } from '@/lib/http/serve'
import { listReleases } from '@/lib/services/releases/list-releases'
import { startPublish } from '@/lib/services/releases/start-publish'

export const GET = serve(endpoints.listReleases, ({ actor, slug }) => listReleases(actor, slug))

export const POST = route({
  who: 'account',
  params: projectPath,
  input: publishInput,
  output: jobSummary,
  run: ({ actor, params, input }) => startPublish(actor, { slug: params.project, release: input }),
})
