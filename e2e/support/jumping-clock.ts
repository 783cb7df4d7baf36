import { execFileSync, spawn } from 'node:child_process'
import { chmodSync, chownSync, existsSync, mkdtempSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import pg from 'pg'
import { debianPostgres } from '@/lib/db/embedded/debian-programs.mjs'
import { serverAccount } from '@/lib/db/embedded/server-account.mjs'

const found = (folder: string, ...inside: string[]) =>
  (existsSync(folder) ? readdirSync(folder) : []).map((name) => path.join(folder, name, ...inside)).filter(existsSync)

const library = () => found('/usr/lib', 'faketime', 'libfaketimeMT.so.1')[0]

/** The reason why faketime cannot be used here; null if it can. */
export const noJumpingClock = () =>
  library() === undefined || debianPostgres() === undefined
    ? 'needs the packages faketime and postgresql of Debian to change the clock of processes'
    : null

const freePort = () =>
  new Promise<number>((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as { port: number }
      probe.close(() => resolve(port))
    })
  })

/**
 * A separate PostgreSQL and an environment for other processes that share one fake clock. `jump` sets its offset from the
 * real time in seconds. The monotonic clock is not changed.
 */
export async function startJumpingClock() {
  const folder = mkdtempSync(path.join(tmpdir(), 'reassess-clock-'))
  chmodSync(folder, 0o755)
  const { ids } = serverAccount(folder)
  const clock = path.join(folder, 'offset')
  const data = path.join(folder, 'data')
  // Renamed into place, so that no process reads a partial file.
  const set = (seconds: number) => {
    writeFileSync(
      `${clock}.next`,
      `${seconds < 0 ? '' : '+'}${seconds}
`,
      { mode: 0o644 },
    )
    renameSync(`${clock}.next`, clock)
  }
  set(0)
  if (ids.uid !== undefined) chownSync(folder, ids.uid, ids.gid ?? ids.uid)
  const fake = {
    LD_PRELOAD: library() as string,
    FAKETIME_TIMESTAMP_FILE: clock,
    FAKETIME_NO_CACHE: '1',
    FAKETIME_DONT_FAKE_MONOTONIC: '1',
    NO_FAKE_STAT: '1',
  }
  const bin = debianPostgres() as string
  const bare = { PATH: '/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC', NODE_ENV: 'test' } as const
  execFileSync(path.join(bin, 'initdb'), ['-D', data, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--no-sync'], {
    ...{ ...ids, cwd: folder, env: bare, stdio: 'ignore' },
  })
  const port = await freePort()
  const options = ['-D', data, '-p', `${port}`, '-h', '127.0.0.1', '-k', '', '-F']
  const server = spawn(path.join(bin, 'postgres'), options, {
    ...{ ...ids, cwd: folder, env: { ...bare, ...fake }, stdio: 'ignore' },
  })
  const url = `postgresql://postgres@127.0.0.1:${port}/postgres`
  const connect = async () => {
    const client = new pg.Client(url)
    client.on('error', () => {})
    await client.connect()
    return client
  }
  for (;;) {
    if (server.exitCode !== null) throw new Error(`PostgreSQL ended with ${server.exitCode}.`)
    const client = await connect().catch(() => null)
    if (client) {
      await client.end()
      break
    }
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  return {
    env: { ...fake, DATABASE_URL: url },
    connect,
    jump: set,
    async stop() {
      const ended = new Promise((resolve) => server.once('exit', resolve))
      server.kill('SIGINT')
      await ended
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
