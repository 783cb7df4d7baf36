import * as endpoints from '@/lib/contracts/endpoints/releases'
import { releaseDownload } from '@/lib/http/release-file-response'
import { serve } from '@/lib/http/serve'
import { downloadReleaseFile } from '@/lib/services/releases/release-files'

export const GET = serve(endpoints.downloadReleaseFile, async ({ actor, input, request }) =>
  releaseDownload(request, await downloadReleaseFile(actor, input)),
)

// A client that resumes a download first requests the size and the tag.
export const HEAD = GET
