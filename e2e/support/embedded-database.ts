import { readFileSync } from 'node:fs'
import path from 'node:path'
import pg from 'pg'

const folderOf = (dataDir: string) => path.join(dataDir, 'postgres')
const pidFile = (dataDir: string) =>
  readFileSync(path.join(folderOf(dataDir), 'data', 'postmaster.pid'), 'utf8').split('\n')

export const postmasterPid = (dataDir: string) => Number(pidFile(dataDir)[0])

/** Connects to the embedded database of the app that was started with this DATA_DIR. */
export async function connectTo(dataDir: string): Promise<pg.Client> {
  const password = readFileSync(path.join(folderOf(dataDir), 'password'), 'utf8').trim()
  const port = Number(pidFile(dataDir)[3])
  const names = new pg.Client({ host: '127.0.0.1', port, user: 'postgres', password, database: 'postgres' })
  await names.connect()
  const { rows } = await names.query<{ datname: string }>(
    "SELECT datname FROM pg_database WHERE NOT datistemplate AND datname <> 'postgres'",
  )
  await names.end()
  const client = new pg.Client({ host: '127.0.0.1', port, user: 'postgres', password, database: rows[0]!.datname })
  client.on('error', () => {})
  await client.connect()
  return client
}
