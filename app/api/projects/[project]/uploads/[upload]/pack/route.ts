import * as endpoints from '@/lib/contracts/endpoints/data'
import { serve } from '@/lib/http/serve'
import { receiveUploadPack } from '@/lib/services/data/uploads/receive-upload'

/** The body is a line of JSON that lists the files, followed by their bytes. */
export const PUT = serve(endpoints.receiveUploadPack, ({ actor, slug, params, request }) => {
  const body = request.body as AsyncIterable<Uint8Array> | null
  return receiveUploadPack(actor, { slug, uploadId: params.upload, body })
})
