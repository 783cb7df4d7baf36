import { projectPath } from '@/lib/contracts/path'
import { upload } from '@/lib/contracts/upload'
import { route } from '@/lib/http/route'
import { createUpload } from '@/lib/services/create-upload'

export const POST = route({
  who: 'account',
  params: projectPath,
  output: upload,
  run: ({ actor, params }) => createUpload(actor, { slug: params.project }),
})
