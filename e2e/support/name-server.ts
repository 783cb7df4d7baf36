import { createSocket } from 'node:dgram'
import { isIPv4 } from 'node:net'

const recordTypes = { A: 1, AAAA: 28 } as const

/** Parses the name and type of a DNS query, and returns the bytes of its question section. */
function questionOf(query: Buffer) {
  const labels: string[] = []
  let at = 12
  for (let length = query[at]!; length > 0; length = query[at]!) {
    labels.push(query.toString('latin1', at + 1, at + 1 + length))
    at += 1 + length
  }
  return { name: labels.join('.').toLowerCase(), type: query.readUInt16BE(at + 1), bytes: query.subarray(12, at + 5) }
}

function record(address: string): Buffer {
  // Pointer to the name in the question, type, class, TTL 0, address.
  const v4 = isIPv4(address)
  const data = v4 ? Buffer.from(address.split('.').map(Number)) : Buffer.from(new Array(15).fill(0).concat(1))
  if (!v4 && address !== '::1') throw new Error('Only ::1 is written here.')
  const head = Buffer.from([0xc0, 0x0c, 0, v4 ? recordTypes.A : recordTypes.AAAA, 0, 1, 0, 0, 0, 0, 0, data.length])
  return Buffer.concat([head, data])
}

/**
 * DNS server with changing answers. `names` lists the addresses for the first, second, … query of a name; the last entry
 * repeats. A and AAAA queries are counted separately.
 */
export async function startNameServer(names: Record<string, string[][]>) {
  const asked = new Map<string, number>()
  const socket = createSocket('udp4')
  socket.on('message', (query, from) => {
    const { name, type, bytes } = questionOf(query)
    const key = `${name} ${type}`
    const count = asked.get(key) ?? 0
    asked.set(key, count + 1)
    const turns = names[name] ?? []
    const wanted = (turns[Math.min(count, turns.length - 1)] ?? []).filter(
      (address) => type === (isIPv4(address) ? recordTypes.A : recordTypes.AAAA),
    )
    const header = Buffer.from([
      query[0]!,
      query[1]!,
      0x81,
      turns.length > 0 ? 0x80 : 0x83,
      0,
      1,
      0,
      wanted.length,
      0,
      0,
      0,
      0,
    ])
    socket.send(Buffer.concat([header, bytes, ...wanted.map(record)]), from.port, from.address)
  })
  await new Promise<void>((done) => socket.bind(0, '127.0.0.1', done))
  return {
    address: `127.0.0.1:${socket.address().port}`,
    /** Number of A queries for a name. */
    asked: (name: string) => asked.get(`${name} ${recordTypes.A}`) ?? 0,
    stop: () => new Promise<void>((done) => socket.close(done)),
  }
}
