import * as endpoints from '@/lib/contracts/endpoints/raters'
import { serve } from '@/lib/http/serve'
import { readOwnMessages } from '@/lib/services/raters/rater-messages'

export const GET = serve(endpoints.readOwnMessages, async ({ actor, slug }) => {
  const messages = await readOwnMessages(actor, { slug, isUnread: true })
  return { messages: messages.reverse() }
})
