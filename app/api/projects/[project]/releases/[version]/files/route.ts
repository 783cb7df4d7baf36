import * as endpoints from '@/lib/contracts/endpoints/releases'
import { jobSummary } from '@/lib/contracts/jobs'
import { makeFilesBody, releasePath } from '@/lib/contracts/releases/release-file'
import { route } from '@/lib/http/route'
import { serve } from '@/lib/http/serve'
import { listReleaseFiles } from '@/lib/services/releases/list-release-files'
import { startReleaseFiles } from '@/lib/services/releases/start-release-files'

export const GET = serve(endpoints.listReleaseFiles, ({ actor, slug, params }) =>
  listReleaseFiles(actor, { slug, version: params.version }),
)

export const POST = route({
  who: 'account',
  params: releasePath,
  input: makeFilesBody,
  output: jobSummary,
  run: ({ actor, params, input }) =>
    startReleaseFiles(actor, { slug: params.project, version: params.version, formats: input.formats }),
})
