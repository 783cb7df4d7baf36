import { type ChildProcess, spawn } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type pg from 'pg'
import { startS3Server } from '@/lib/storage/testing/s3-server'
import { debianPostgres, serverProgram } from '../../lib/db/embedded/debian-programs.mjs'
import { ports } from '../ports'
import { connectTo } from './embedded-database'
import { startOwnDatabase } from './own-database'
import { hasPgBouncer, isListening, startPooler } from './pooler'
import { kill, pidsOf } from './processes'
import { type AppServer, spawnStart, startApp, stopped, waitForOutput } from './server'

const webCount = 3
const workerCount = 2

export interface KillableProcess {
  name: string
  /** Kills the process with SIGKILL and resolves when its supervisor has started a working replacement. */
  replace(): Promise<void>
}

export interface Servers {
  /** URL of HAProxy. */
  url: string
  webUrls: string[]
  victims: KillableProcess[]
  db: pg.Client
  stop(): Promise<void>
}

/** A sentence naming the missing Debian packages; null if all are installed. */
export function missingForServers(): string | null {
  const missing = [
    ...(serverProgram('haproxy') ? [] : ['haproxy']),
    ...(hasPgBouncer() ? [] : ['pgbouncer']),
    ...(debianPostgres() ? [] : ['postgresql']),
  ]
  return missing.length > 0 ? `${missing.join(' and ')} not installed (apt-get install ${missing.join(' ')})` : null
}

/** Starts HAProxy with `docs/deploy/haproxy.cfg` and this test's addresses. */
async function startBalancer(folder: string): Promise<ChildProcess> {
  const shipped = readFileSync('docs/deploy/haproxy.cfg', 'utf8')
  const ours = shipped
    .replace('bind :80', `bind 127.0.0.1:${ports.balancer}`)
    .replaceAll(/10\.0\.0\.1(\d):3000/g, (_, k) => `127.0.0.1:${ports.webServers + Number(k) - 1}`)
  const file = path.join(folder, 'haproxy.cfg')
  writeFileSync(file, ours)
  const child = spawn(serverProgram('haproxy') ?? 'haproxy', ['-db', '-q', '-f', file], { stdio: 'inherit' })
  while (!(await isListening(ports.balancer))) {
    if (child.exitCode !== null) throw new Error(`HAProxy ended with ${child.exitCode}.`)
    await sleep(50)
  }
  return child
}

/** Three web servers and two workers with one database, one bucket, PgBouncer and HAProxy, in the shipped configuration. */
export async function startServers(name: string): Promise<Servers> {
  const ends: (() => Promise<unknown>)[] = []
  const stop = async () => {
    for (const end of ends.splice(0).reverse()) await end()
  }
  try {
    const database = await startOwnDatabase(name)
    ends.push(database.stop)
    const { dataDir } = database
    const pooler = await startPooler(dataDir, database.url, ports.pooler)
    ends.push(pooler.kill)
    const url = `http://localhost:${ports.balancer}`
    const { settings: bucket, close } = await startS3Server()
    ends.push(close)
    const settings = {
      ...{ DATABASE_URL: pooler.url, DIRECT_DATABASE_URL: database.url, DATA_DIR: dataDir },
      ...{ NEXTAUTH_URL: url, TRUSTED_PROXIES: '127.0.0.1' },
      ...{ STORAGE: 's3', S3_BUCKET: bucket.bucket, S3_ENDPOINT: bucket.endpoint ?? '' },
      ...{ S3_ACCESS_KEY_ID: bucket.accessKeyId ?? '', S3_SECRET_ACCESS_KEY: bucket.secretAccessKey ?? '' },
    }
    const workers = Array.from({ length: workerCount }, () => spawnStart({ ...settings, PROCESSES: 'worker' }))
    for (const child of workers) ends.push(() => stopped(child))
    await Promise.all(workers.map((child) => waitForOutput(child, /The worker of Reassess is running/)))
    const db = await connectTo(dataDir)
    ends.push(() => db.end())
    const guards = async () =>
      (await db.query("SELECT FROM pg_stat_activity WHERE application_name = 'reassess-worker-guard'")).rowCount
    const untilAllWork = async () => {
      while ((await guards()) !== workerCount) await sleep(100)
    }
    await untilAllWork()
    const balancer = await startBalancer(dataDir)
    ends.push(() => stopped(balancer))
    const webs: AppServer[] = []
    // One at a time: on a busy machine, three parallel starts would all time out.
    for (let port: number = ports.webServers; webs.length < webCount; port++) {
      const env = { ...settings, PROCESSES: 'web', PORT: String(port) }
      const web = await startApp({ port, name, isFresh: false, env })
      ends.push(web.stop)
      webs.push(web)
    }
    const isReady = (k: number) =>
      fetch(`http://127.0.0.1:${ports.webServers + k}/api/ready`, { signal: AbortSignal.timeout(5_000) }).then(
        ({ ok }) => ok,
        () => false,
      )
    const victims = [
      ...webs.map((web, k) => ({
        name: `web server ${k + 1}`,
        replace: async () => {
          await killed(web, 'web')
          while (!(await isReady(k))) await sleep(100)
        },
      })),
      ...workers.map((child, k) => ({
        name: `worker ${k + 1}`,
        replace: async () => {
          await killed({ process: child, dataDir }, 'worker')
          await untilAllWork()
        },
      })),
    ]
    return { url, webUrls: webs.map((web) => web.url), victims, db, stop }
  } catch (error) {
    await stop()
    throw error
  }
}

/** Kills a supervised process and resolves when it has been replaced. */
async function killed(of: Parameters<typeof kill>[0], what: 'web' | 'worker') {
  const before = pidsOf(of, what)
  kill(of, what)
  while (pidsOf(of, what).every((pid) => before.includes(pid))) await sleep(50)
}
