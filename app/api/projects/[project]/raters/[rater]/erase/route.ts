import { z } from 'zod'
import { raterPath } from '@/lib/contracts/quality'
import { route } from '@/lib/http/route'
import { eraseRater } from '@/lib/services/raters/erase-rater'

export const POST = route({
  who: 'account',
  params: raterPath,
  output: z.strictObject({}),
  run: async ({ actor, params }) => {
    await eraseRater(actor, { slug: params.project, raterId: params.rater })
    return {}
  },
})
