import * as endpoints from '@/lib/contracts/endpoints/releases'
import { releaseFileResponse } from '@/lib/http/release-file-response'
import { serve } from '@/lib/http/serve'
import { downloadReleaseFile } from '@/lib/services/releases/release-files'

export const GET = serve(endpoints.downloadReleaseFile, async ({ actor, slug, params, request }) => {
  const file = await downloadReleaseFile(actor, { slug, version: params.version, name: params.name })
  if ('path' in file) return releaseFileResponse(request, file)
  return new Response(file.text, {
    headers: {
      'Content-Type': 'text/plain; charset=utf-8',
      'Content-Disposition': `attachment; filename="${file.fileName}"`,
      'Cache-Control': 'no-store',
    },
  })
})

// A client that resumes a download first requests the size and the tag.
export const HEAD = GET
