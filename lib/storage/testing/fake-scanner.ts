import { createServer, type Socket } from 'node:net'

export interface FakeScanner {
  /** `host:port` */
  address: string
  received: Buffer[]
  stop: () => Promise<void>
}

/** Returns the content of the frames once the final empty frame has arrived, otherwise null. */
function unframed(bytes: Buffer): Buffer | null {
  const parts: Buffer[] = []
  for (let place = 'zINSTREAM\0'.length; place + 4 <= bytes.length; ) {
    const length = bytes.readUInt32BE(place)
    if (length === 0) return Buffer.concat(parts)
    parts.push(bytes.subarray(place + 4, place + 4 + length))
    place += 4 + length
  }
  return null
}

/** A server for clamd's INSTREAM that answers with `verdict`; null means never. */
export async function fakeScanner(verdict: (bytes: Buffer) => string | null): Promise<FakeScanner> {
  const received: Buffer[] = []
  const sockets = new Set<Socket>()
  const server = createServer((socket) => {
    sockets.add(socket)
    let bytes: Buffer = Buffer.alloc(0)
    socket.on('error', () => undefined)
    socket.on('data', (chunk: Buffer) => {
      bytes = Buffer.concat([bytes, chunk])
      const content = unframed(bytes)
      if (content === null) return
      received.push(content)
      const said = verdict(content)
      if (said !== null) socket.end(`${said}\0`)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('The scanner has no port.')
  return {
    address: `127.0.0.1:${address.port}`,
    received,
    stop: () =>
      new Promise((resolve) => {
        for (const socket of sockets) socket.destroy()
        server.close(() => resolve())
      }),
  }
}
