import { projectPath } from '@/lib/contracts/path'
import { sendMessageInput, sentMessages } from '@/lib/contracts/rater-message'
import { route } from '@/lib/http/route'
import { sendRaterMessage } from '@/lib/services/send-rater-message'

export const POST = route({
  who: 'account',
  params: projectPath,
  input: sendMessageInput,
  output: sentMessages,
  run: ({ actor, params, input }) => sendRaterMessage(actor, { slug: params.project, ...input }),
})
