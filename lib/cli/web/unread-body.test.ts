import { once } from 'node:events'
import { createServer } from 'node:http'
import { type AddressInfo, connect } from 'node:net'
import { afterEach, expect, test } from 'vitest'
import { dropUnreadBody } from './unread-body'

const servers: ReturnType<typeof createServer>[] = []
afterEach(() => {
  for (const server of servers.splice(0)) server.close().closeAllConnections()
})

async function start() {
  const server = createServer(async (request, response) => {
    dropUnreadBody(request, response)
    if (request.method === 'PUT') await once(request, 'data').then(() => request.pause())
    response.writeHead(request.method === 'PUT' ? 413 : 200).end()
  })
  servers.push(server)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return (server.address() as AddressInfo).port
}

test('answers a client that reads nothing until it has sent everything, and then its next request', async () => {
  const socket = connect(await start(), '127.0.0.1').pause()
  const bytes = Buffer.alloc(20_000_000)
  socket.write(`PUT / HTTP/1.1\r\nHost: a\r\nContent-Length: ${bytes.length}\r\n\r\n`)
  await new Promise<void>((resolve) => socket.write(bytes, () => resolve()))
  socket.write('GET / HTTP/1.1\r\nHost: a\r\n\r\n')
  let text = ''
  socket.setEncoding('utf8')
  for await (const chunk of socket) {
    text += chunk
    if (text.match(/HTTP/g)!.length === 2) break
  }
  expect(text.match(/HTTP\/1.1 \d+/g)).toEqual(['HTTP/1.1 413', 'HTTP/1.1 200'])
})
