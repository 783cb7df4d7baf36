import * as endpoints from '@/lib/contracts/endpoints/images'
import { serve } from '@/lib/http/serve'
import { readProjectImage } from '@/lib/services/images/read-project-image'

export const GET = serve(endpoints.readProjectImage, async ({ actor, input }) => {
  const bytes = await readProjectImage(actor, input)
  return new Response(new Uint8Array(bytes), {
    headers: {
      'Content-Type': 'image/webp',
      'Cache-Control': 'private, max-age=31536000, immutable',
      'Content-Security-Policy': "default-src 'none'; sandbox",
      'Cross-Origin-Resource-Policy': 'same-origin',
    },
  })
})
