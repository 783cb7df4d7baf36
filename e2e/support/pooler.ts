import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, chownSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import net from 'node:net'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { serverAccount } from '@/lib/db/embedded/server-account.mjs'
import { serverProgram } from '../../lib/db/embedded/debian-programs.mjs'

export interface Pooler {
  /** Database URL through the pooler. */
  url: string
  start(): Promise<void>
  signal(name: NodeJS.Signals): void
  /** Resolves when the process has exited. */
  kill(): Promise<void>
}

export const hasPgBouncer = () => serverProgram('pgbouncer') !== undefined

/** The shipped configuration with this test's addresses. */
function configure(folder: string, database: URL, port: number): string {
  const { ids } = serverAccount(folder)
  const file = (name: string, text: string) => {
    const at = path.join(folder, name)
    writeFileSync(at, text)
    if (ids.uid !== undefined && ids.gid !== undefined) chownSync(at, ids.uid, ids.gid)
    chmodSync(at, 0o600)
    return at
  }
  const users = file('userlist.txt', `"${database.username}" "${decodeURIComponent(database.password)}"\n`)
  const shipped = readFileSync('docs/deploy/pgbouncer.ini', 'utf8')
  const ours = shipped
    .replace('host=127.0.0.1 port=5432', `host=${database.hostname} port=${database.port}`)
    .replace('listen_port = 6432', `listen_port = ${port}`)
    .replace('/etc/pgbouncer/userlist.txt', users)
  return file('pgbouncer.ini', ours)
}

/** Starts PgBouncer with `docs/deploy/pgbouncer.ini` in front of a database. */
export async function startPooler(dataDir: string, databaseUrl: string, port: number): Promise<Pooler> {
  const database = new URL(databaseUrl)
  const folder = path.join(dataDir, 'postgres', 'pooler')
  mkdirSync(folder, { recursive: true, mode: 0o755 })
  const ini = configure(folder, database, port)
  const url = new URL(databaseUrl)
  url.port = String(port)
  let child: ChildProcess | null = null
  const start = async () => {
    const { ids } = serverAccount(path.join(dataDir, 'postgres', 'data'))
    const next = spawn(serverProgram('pgbouncer') ?? 'pgbouncer', ['-q', ini], {
      ...ids,
      cwd: folder,
      stdio: 'inherit',
    })
    child = next
    while (!(await isListening(port))) {
      if (next.exitCode !== null) throw new Error(`PgBouncer ended with ${next.exitCode}.`)
      await sleep(50)
    }
  }
  const kill = async () => {
    if (!child || child.exitCode !== null || child.signalCode !== null) return
    const ended = once(child, 'exit')
    child.kill('SIGKILL')
    await ended
  }
  await start()
  return { url: url.href, start, signal: (name) => void child?.kill(name), kill }
}

export const isListening = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = net.connect(port, '127.0.0.1')
    const end = (is: boolean) => {
      socket.destroy()
      resolve(is)
    }
    socket.once('connect', () => end(true))
    socket.once('error', () => end(false))
  })
