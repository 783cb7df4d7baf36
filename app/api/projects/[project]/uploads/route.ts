import { upload } from '@/lib/contracts/data/upload'
import { projectPath } from '@/lib/contracts/path'
import { route } from '@/lib/http/route'
import { createUpload } from '@/lib/services/data/uploads/create-upload'

export const POST = route({
  who: 'account',
  params: projectPath,
  output: upload,
  run: ({ actor, params }) => createUpload(actor, { slug: params.project }),
})
