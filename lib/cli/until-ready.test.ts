import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, test } from 'vitest'
import { untilReady } from './until-ready'

test('a start that fails says why the web server is not ready', async () => {
  const server = createServer((_, response) =>
    response.writeHead(503, { 'content-type': 'application/json' }).end('{"message":"The disk is full."}'),
  )
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/ready`
  const wait = () => untilReady(url, 'web.log', () => false, 300)
  await expect(wait()).rejects.toThrow('The web server is not ready: The disk is full. See web.log.')
  await new Promise((resolve) => {
    server.close(resolve)
    server.closeAllConnections()
  })
  await expect(wait()).rejects.toThrow(`The web server does not respond at ${url}. See web.log.`)
})
