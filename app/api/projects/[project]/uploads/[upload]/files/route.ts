import { receivedPart, uploadPartQuery } from '@/lib/contracts/data/upload'
import { uploadPath } from '@/lib/contracts/path'
import { route } from '@/lib/http/route'
import { receiveUploadPart } from '@/lib/services/data/uploads/receive-upload-part'

const lengthOf = (request: Request) => {
  const length = request.headers.get('content-length')
  return length === null ? null : Number(length)
}

/** The body is the bytes of the part as they are. */
export const PUT = route({
  who: 'account',
  params: uploadPath,
  query: uploadPartQuery,
  output: receivedPart,
  run: ({ actor, params, query, request }) =>
    receiveUploadPart(actor, {
      slug: params.project,
      uploadId: params.upload,
      ...query,
      body: request.body as AsyncIterable<Uint8Array> | null,
      announcedBytes: lengthOf(request),
    }),
})
