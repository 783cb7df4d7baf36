import net from 'node:net'
import { afterEach, expect, test } from 'vitest'
import { isReachable } from './is-reachable'

const servers: net.Server[] = []
afterEach(() => {
  for (const server of servers.splice(0)) server.close()
})

/** Starts a server that handles each connection with `act`; returns its address. */
async function serverThat(act: (socket: net.Socket) => void) {
  const server = net.createServer((socket) => {
    socket.on('error', () => {})
    act(socket)
  })
  servers.push(server)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return { host: '127.0.0.1', port: (server.address() as net.AddressInfo).port }
}

test('counts any reply as an answer, even a refusal or hanging up', async () => {
  expect(await isReachable(await serverThat((socket) => socket.once('data', () => socket.write('N'))), 5_000)).toBe(
    true,
  )
  expect(await isReachable(await serverThat((socket) => socket.destroy()), 5_000)).toBe(true)
  const gone = await serverThat(() => {})
  await new Promise((resolve) => servers.pop()?.close(resolve))
  expect(await isReachable(gone, 5_000)).toBe(true)
})

test('does not count an accepted connection without a reply', async () => {
  const asked: Buffer[] = []
  const silent = await serverThat((socket) => socket.on('data', (bytes) => asked.push(bytes)))
  expect(await isReachable(silent, 300)).toBe(false)
  expect(Buffer.concat(asked)).toEqual(Buffer.from('0000000804d2162f', 'hex'))
})
