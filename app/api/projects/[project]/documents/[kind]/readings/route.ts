import { documentPath, readingInput } from '@/lib/contracts/texts'
import { route } from '@/lib/http/route'
import { confirmDocument } from '@/lib/services/texts/confirm-document'

export const POST = route({
  who: 'account',
  params: documentPath,
  input: readingInput,
  output: readingInput,
  run: ({ actor, params, input }) => confirmDocument(actor, { slug: params.project, kind: params.kind, ...input }),
})
