import { z } from 'zod'
import { imageFilePath } from '@/lib/contracts/path'
import { route } from '@/lib/http/route'
import { readProjectImage } from '@/lib/services/images/read-project-image'

export const GET = route({
  who: 'account',
  params: imageFilePath,
  query: z.object({ variant: z.enum(['full', 'screen', 'thumb']).default('full') }),
  run: async ({ actor, params, query }) => {
    const bytes = await readProjectImage(actor, { slug: params.project, hash: params.hash, variant: query.variant })
    return new Response(new Uint8Array(bytes), {
      headers: {
        'Content-Type': 'image/webp',
        'Cache-Control': 'private, max-age=31536000, immutable',
        'Content-Security-Policy': "default-src 'none'; sandbox",
        'Cross-Origin-Resource-Policy': 'same-origin',
      },
    })
  },
})
