import { documentInput, documentPath, documentToRead, savedDocument } from '@/lib/contracts/texts'
import { route } from '@/lib/http/route'
import { readDocument } from '@/lib/services/texts/read-document'
import { saveDocument } from '@/lib/services/texts/save-document'

export const GET = route({
  who: 'account',
  params: documentPath,
  output: documentToRead,
  run: ({ actor, params }) => readDocument(actor, { slug: params.project, kind: params.kind }),
})

export const PUT = route({
  who: 'account',
  params: documentPath,
  input: documentInput,
  output: savedDocument,
  run: ({ actor, params, input }) => saveDocument(actor, { slug: params.project, kind: params.kind, ...input }),
})
