import * as endpoints from '@/lib/contracts/endpoints/data'
import { serve } from '@/lib/http/serve'
import { receiveUploadPart } from '@/lib/services/data/uploads/receive-upload'

const lengthOf = (request: Request) => {
  const length = request.headers.get('content-length')
  return length === null ? null : Number(length)
}

/** The body is the raw bytes of the part. */
export const PUT = serve(endpoints.receiveUploadPart, ({ actor, slug, params, query, request }) =>
  receiveUploadPart(actor, {
    slug,
    uploadId: params.upload,
    ...query,
    body: request.body as AsyncIterable<Uint8Array> | null,
    announcedBytes: lengthOf(request),
  }),
)
