import net from 'node:net'

/** PostgreSQL's SSLRequest: length, then the request's number. */
const sslRequest = Buffer.from([0, 0, 0, 8, 4, 210, 22, 47])

interface ServerAddress {
  /** A name, an address, or the folder of a Unix socket. */
  host: string
  port: number
}

/**
 * Returns whether a PostgreSQL server or pooler replies to the first message of a connection, which needs no user, no
 * free slot and no server behind a pooler. A refusal counts as an answer; only silence for `withinMs` does not.
 */
export function isReachable({ host, port }: ServerAddress, withinMs: number): Promise<boolean> {
  const socket = host.startsWith('/') ? net.connect(`${host}/.s.PGSQL.${port}`) : net.connect(port, host)
  return new Promise((resolve) => {
    const end = (answers: boolean) => {
      clearTimeout(limit)
      socket.destroy()
      resolve(answers)
    }
    const limit = setTimeout(() => end(false), withinMs).unref()
    socket.once('connect', () => socket.write(sslRequest))
    socket.once('data', () => end(true))
    socket.once('error', () => end(true))
    socket.once('close', () => end(true))
  })
}
