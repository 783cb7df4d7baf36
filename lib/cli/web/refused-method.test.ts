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
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/projects/x/runs/compare?a=1`
  const response = await fetch(address, { method: 'DELETE' })
  const { status, headers } = response
  return { status, type: headers.get('content-type'), allow: headers.get('allow'), text: await response.text() }
}

test.each([
  (response: ServerResponse) => Object.assign(response, { statusCode: 405 }).end(),
  // As compression does.
  (response: ServerResponse) => response.writeHead(405).end(),
])('explains that a method is refused, as JSON, and which are accepted', async (respond) => {
  const { status, type, allow, text } = await answer(respond)
  // Not DELETE, which an address of a single run accepts.
  expect([status, type, allow]).toEqual([405, 'application/json', 'GET, HEAD, OPTIONS'])
  expect(JSON.parse(text)).toMatchObject({ code: 'method-not-allowed', message: expect.stringContaining('DELETE') })
})

test('leaves other responses as they are', async () => {
  expect(await answer((response) => void response.end('x'))).toEqual({
    status: 200,
    type: null,
    allow: null,
    text: 'x',
  })
})
