import pg from 'pg'

/** Runs `work` on a connection of its own, and closes it. */
export async function withClient<T>(
  config: string | pg.ClientConfig,
  work: (client: pg.Client) => Promise<T>,
): Promise<T> {
  const client = new pg.Client(config)
  // Without a listener, losing the connection would end the process. The running statement fails anyway.
  client.on('error', () => {})
  try {
    await client.connect()
    return await work(client)
  } finally {
    await client.end().catch(() => {})
  }
}

/** Commits when `work` returns, and rolls back when it throws. */
export async function inTransaction(client: pg.Client, work: () => Promise<void>): Promise<void> {
  await client.query('BEGIN')
  try {
    await work()
    await client.query('COMMIT')
  } catch (error) {
    // If the connection is lost, `error` says so.
    await client.query('ROLLBACK').catch(() => {})
    throw error
  }
}
