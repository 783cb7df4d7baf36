import { jobSummary } from '@/lib/contracts/jobs'
import { makeFilesBody, releaseFileList, releasePath } from '@/lib/contracts/releases/release-file'
import { route } from '@/lib/http/route'
import { listReleaseFiles } from '@/lib/services/releases/list-release-files'
import { startReleaseFiles } from '@/lib/services/releases/start-release-files'

export const GET = route({
  who: 'account',
  params: releasePath,
  output: releaseFileList,
  run: ({ actor, params }) => listReleaseFiles(actor, { slug: params.project, version: params.version }),
})

export const POST = route({
  who: 'account',
  params: releasePath,
  input: makeFilesBody,
  output: jobSummary,
  run: ({ actor, params, input }) =>
    startReleaseFiles(actor, { slug: params.project, version: params.version, formats: input.formats }),
})
