import { z } from 'zod'
import { messagePath } from '@/lib/contracts/raters/rater-message'
import { route } from '@/lib/http/route'
import { confirmMessage } from '@/lib/services/raters/confirm-message'

export const POST = route({
  who: 'account',
  params: messagePath,
  output: z.strictObject({}),
  run: async ({ actor, params }) => {
    await confirmMessage(actor, { slug: params.project, messageId: params.message })
    return {}
  },
})
