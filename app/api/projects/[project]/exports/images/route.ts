import { imageExportQuery } from '@/lib/contracts/images/image'
import { projectPath } from '@/lib/contracts/path'
import { fileResponse } from '@/lib/http/file-response'
import { route } from '@/lib/http/route'
import { exportImages } from '@/lib/services/data/export-images'

export const GET = route({
  who: 'account',
  params: projectPath,
  query: imageExportQuery,
  run: async ({ actor, params, query }) =>
    fileResponse(await exportImages(actor, { slug: params.project, format: query.format })),
})
