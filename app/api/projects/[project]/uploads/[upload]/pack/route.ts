import { receivedPack } from '@/lib/contracts/data/upload'
import { uploadPath } from '@/lib/contracts/path'
import { route } from '@/lib/http/route'
import { receiveUploadPack } from '@/lib/services/data/uploads/receive-upload-pack'

/** The body is a line of JSON that lists the files, and their bytes behind it. */
export const PUT = route({
  who: 'account',
  params: uploadPath,
  output: receivedPack,
  run: ({ actor, params, request }) => {
    const body = request.body as AsyncIterable<Uint8Array> | null
    return receiveUploadPack(actor, { slug: params.project, uploadId: params.upload, body })
  },
})
