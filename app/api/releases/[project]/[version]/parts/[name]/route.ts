import { clientNetwork } from '@/lib/auth/client-network'
import * as endpoints from '@/lib/contracts/endpoints/releases'
import { serve } from '@/lib/http/serve'
import { limitPublicDownloads } from '@/lib/services/releases/release-files'
import { releasePartFile } from '@/lib/services/releases/verify-release'

export const GET = serve(endpoints.publicReleasePart, async ({ input, request }) => {
  await limitPublicDownloads(clientNetwork(request.headers))
  return releasePartFile('anyone', input)
})
