import { projectPath } from '@/lib/contracts/path'
import { ownMessageList } from '@/lib/contracts/raters/rater-message'
import { route } from '@/lib/http/route'
import { readOwnMessages } from '@/lib/services/raters/read-own-messages'

export const GET = route({
  who: 'account',
  params: projectPath,
  output: ownMessageList,
  run: async ({ actor, params }) => {
    const messages = await readOwnMessages(actor, { slug: params.project, isUnread: true })
    return { messages: messages.reverse() }
  },
})
