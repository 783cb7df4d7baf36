import http from 'node:http'
import type { AddressInfo } from 'node:net'

/** A local web server with these files, which records the requests. */
export async function startPictureServer(files: Record<string, Buffer>) {
  const asked: string[] = []
  const server = http.createServer((request, response) => {
    asked.push(request.url ?? '')
    const bytes = files[request.url ?? '']
    if (bytes) response.end(bytes)
    else response.writeHead(404).end()
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`
  const close = () => {
    server.closeAllConnections()
    server.close()
  }
  return { address: `http://${host}`, host, asked, close }
}
