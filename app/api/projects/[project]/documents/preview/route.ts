import { preview, previewInput } from '@/lib/contracts/document'
import { projectPath } from '@/lib/contracts/path'
import { route } from '@/lib/http/route'
import { previewDocument } from '@/lib/services/preview-document'

export const POST = route({
  who: 'account',
  params: projectPath,
  input: previewInput,
  output: preview,
  run: ({ actor, params, input }) => previewDocument(actor, { slug: params.project, ...input }),
})
