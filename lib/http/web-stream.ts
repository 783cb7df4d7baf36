import type { Readable } from 'node:stream'

/**
 * The bytes of a stream as the body of a response. Cancelling it destroys the stream. `Readable.toWeb` throws an
 * uncaught exception if it is cancelled between the end of the stream and its close, as after a HEAD request.
 */
export function webStream(content: Readable): ReadableStream<Uint8Array> {
  // The iterator throws it once the body is read. Until then it would be uncaught.
  content.on('error', () => undefined)
  const chunks: AsyncIterator<Uint8Array> = content[Symbol.asyncIterator]()
  return new ReadableStream(
    {
      async pull(controller) {
        const { done, value } = await chunks.next()
        if (done) controller.close()
        else controller.enqueue(value)
      },
      cancel() {
        // Ending the iterator would not destroy a stream of which nothing was read.
        content.destroy()
      },
    },
    { highWaterMark: 0 },
  )
}
