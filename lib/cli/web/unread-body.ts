import type { IncomingMessage, ServerResponse } from 'node:http'

/**
 * Reads and drops the rest of a request that was answered before it ended, such as an upload that is too large. Many
 * clients, such as Python's, read the response only once they have sent everything, and would otherwise wait forever.
 * Node itself does this only if nobody began to read the request. Its `requestTimeout` limits the time.
 */
export function dropUnreadBody(request: IncomingMessage, response: ServerResponse): void {
  // Both lose their socket when they end.
  const { socket } = request
  response.once('finish', () => {
    if (request.complete) return
    // Node's own mark: its parser drops what arrives instead of pausing the connection.
    Object.assign(request, { _dumped: true })
    socket.resume()
  })
}
