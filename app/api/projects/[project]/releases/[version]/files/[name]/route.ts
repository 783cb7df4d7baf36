import { releaseFilePath } from '@/lib/contracts/releases/release-file'
import { releaseFileResponse } from '@/lib/http/release-file-response'
import { route } from '@/lib/http/route'
import { downloadReleaseFile } from '@/lib/services/releases/download-release-file'

export const GET = route({
  who: 'account',
  params: releaseFilePath,
  run: async ({ actor, params, request }) => {
    const file = await downloadReleaseFile(actor, { slug: params.project, version: params.version, name: params.name })
    if ('path' in file) return releaseFileResponse(request, file)
    return new Response(file.text, {
      headers: {
        'Content-Type': 'text/plain; charset=utf-8',
        'Content-Disposition': `attachment; filename="${file.fileName}"`,
        'Cache-Control': 'no-store',
      },
    })
  },
})

// A client that goes on where it broke off asks for the size and the tag first.
export const HEAD = GET
