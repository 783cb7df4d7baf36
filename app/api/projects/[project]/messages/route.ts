import { projectPath } from '@/lib/contracts/path'
import { sendMessageInput, sentMessages } from '@/lib/contracts/raters/rater-message'
import { route } from '@/lib/http/route'
import { sendRaterMessage } from '@/lib/services/raters/send-rater-message'

export const POST = route({
  who: 'account',
  params: projectPath,
  input: sendMessageInput,
  output: sentMessages,
  run: ({ actor, params, input }) => sendRaterMessage(actor, { slug: params.project, ...input }),
})
