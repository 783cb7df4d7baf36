import net from 'node:net'

/** Asks whether the connection may be encrypted: length and number of PostgreSQL's SSLRequest. */
const sslRequest = Buffer.from([0, 0, 0, 8, 4, 210, 22, 47])

interface ServerAddress {
  /** A name, an address, or the folder of a Unix socket. */
  host: string
  port: number
}

/**
 * Whether a PostgreSQL or a pooler reacts to anybody: to the first message of a connection, which needs no user, no place in
 * a queue and nothing of a pooler's servers. A refusal is an answer too; only silence for `withinMs` is none.
 */
export function answersAtAll({ host, port }: ServerAddress, withinMs: number): Promise<boolean> {
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
