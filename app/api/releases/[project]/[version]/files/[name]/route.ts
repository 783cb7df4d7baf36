import { clientNetwork } from '@/lib/auth/client-network'
import * as endpoints from '@/lib/contracts/endpoints/releases'
import { publicCacheControl } from '@/lib/http/file-response'
import { releaseDownload } from '@/lib/http/release-file-response'
import { serve } from '@/lib/http/serve'
import { downloadReleaseFile, limitPublicDownloads } from '@/lib/services/releases/release-files'

export const GET = serve(endpoints.publicReleaseFile, async ({ input, request }) => {
  await limitPublicDownloads(clientNetwork(request.headers))
  const file = await downloadReleaseFile('anyone', input)
  return releaseDownload(request, file, publicCacheControl)
})

// A client that resumes a download first requests the size and the tag.
export const HEAD = GET
