import { projectPath } from '@/lib/contracts/path'
import { preview, previewInput } from '@/lib/contracts/texts'
import { route } from '@/lib/http/route'
import { previewDocument } from '@/lib/services/texts/preview-document'

export const POST = route({
  who: 'account',
  params: projectPath,
  input: previewInput,
  output: preview,
  run: ({ actor, params, input }) => previewDocument(actor, { slug: params.project, ...input }),
})
