import { discardedUpload } from '@/lib/contracts/data/upload'
import { uploadPath } from '@/lib/contracts/path'
import { route } from '@/lib/http/route'
import { discardUpload } from '@/lib/services/data/uploads/discard-upload'

export const DELETE = route({
  who: 'account',
  params: uploadPath,
  output: discardedUpload,
  run: ({ actor, params }) => discardUpload(actor, { slug: params.project, uploadId: params.upload }),
})
