import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, expect, test } from 'vitest'
import { explainRefusedMethod } from './refused-method'

const servers: ReturnType<typeof createServer>[] = []
afterEach(() => {
  for (const server of servers.splice(0)) server.close()
})

async function answer(respond: (response: ServerResponse) => void) {
  const server = createServer((request, response) => {
    explainRefusedMethod(request, response)
    respond(response)
  })
  servers.push(server)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const response = await fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}`, { method: 'DELETE' })
  return { status: response.status, type: response.headers.get('content-type'), text: await response.text() }
}

test.each([
  (response: ServerResponse) => Object.assign(response, { statusCode: 405 }).end(),
  // As compression does.
  (response: ServerResponse) => response.writeHead(405).end(),
])('explains that a method is refused, as JSON', async (respond) => {
  const { status, type, text } = await answer(respond)
  expect([status, type]).toEqual([405, 'application/json'])
  expect(JSON.parse(text)).toMatchObject({ code: 'method-not-allowed', message: expect.stringContaining('DELETE') })
})

test('leaves other responses as they are', async () => {
  expect(await answer((response) => void response.end('x'))).toEqual({ status: 200, type: null, text: 'x' })
})
