import { releaseFilePath } from '@/lib/contracts/releases/release-file'
import { fileResponse } from '@/lib/http/file-response'
import { route } from '@/lib/http/route'
import { releasePartFile } from '@/lib/services/releases/release-part-file'

export const GET = route({
  who: 'account',
  params: releaseFilePath,
  run: async ({ actor, params }) =>
    fileResponse(await releasePartFile(actor, { slug: params.project, version: params.version, name: params.name })),
})
