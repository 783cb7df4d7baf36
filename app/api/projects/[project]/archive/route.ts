import * as endpoints from '@/lib/contracts/endpoints/projects'
import { releaseFileResponse } from '@/lib/http/release-file-response'
import { serve } from '@/lib/http/serve'
import { getKeptArchive } from '@/lib/services/backup/kept-archive'
import { archiveProject } from '@/lib/services/projects/update-project'

export const PUT = serve(endpoints.archiveProject, ({ actor, input }) => archiveProject(actor, input))

export const GET = serve(endpoints.downloadArchive, async ({ actor, slug, request }) => {
  const { madeAt, ...file } = await getKeptArchive(actor, slug)
  const about = { mediaType: 'application/zip', publishedAt: madeAt, withdrawnBecause: null }
  return releaseFileResponse(request, { ...file, ...about })
})

export const HEAD = GET
