import { documentHistory, documentPath } from '@/lib/contracts/texts'
import { route } from '@/lib/http/route'
import { readDocumentHistory } from '@/lib/services/texts/read-document-history'

export const GET = route({
  who: 'account',
  params: documentPath,
  output: documentHistory,
  run: ({ actor, params }) => readDocumentHistory(actor, { slug: params.project, kind: params.kind }),
})
