import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import pg from 'pg'
import { env } from '@/lib/env'
import { prisma } from './client'

/** One task answered and the next leased, by the rater whose number is filled in. */
const decision = (projectId: number, rater: string, answers: number) => `
  SELECT submit_and_lease(${projectId}, ${rater}, a.id, 0, '{${Array(answers).fill(0).join(',')}}', NULL, NULL, a.id)
  FROM assignment a WHERE a.project_id = ${projectId} AND a.rater_id = ${rater} AND a.state = 'leased'`

export interface Rate {
  decisionsPerSecond: number
  p50Ms: number
  p95Ms: number
}

const quantile = (sorted: number[], q: number) =>
  sorted[Math.min(sorted.length - 1, Math.floor(q * sorted.length))] ?? 0

function toRate(times: number[], seconds: number): Rate {
  times.sort((a, b) => a - b)
  return { decisionsPerSecond: times.length / seconds, p50Ms: quantile(times, 0.5), p95Ms: quantile(times, 0.95) }
}

/** Gives raters 1 to `raters` of the project a first lease each. */
export async function startRaters(projectId: number, raters: number): Promise<void> {
  for (let rater = 1; rater <= raters; rater++) {
    await prisma.$executeRaw`INSERT INTO rater (project_id, id, kind) VALUES (${projectId}::int, ${rater}::int, 'simulated') ON CONFLICT DO NOTHING`
    await prisma.$queryRaw`SELECT lease_next(${projectId}::int, ${rater}::int, 1)`
  }
}

/** How many decisions a second `clients` raters reach through Prisma in this process. */
export async function rateThroughPrisma(
  projectId: number,
  clients: number,
  answers: number,
  seconds: number,
): Promise<Rate> {
  const times: number[] = []
  const start = performance.now()
  await Promise.all(
    Array.from({ length: clients }, async (_, k) => {
      const statement = decision(projectId, '$1::int', answers)
      while (performance.now() - start < seconds * 1000) {
        const before = performance.now()
        await prisma.$queryRawUnsafe(statement, k + 1)
        times.push(performance.now() - before)
      }
    }),
  )
  return toRate(times, (performance.now() - start) / 1000)
}

/** The same on plain pg connections with prepared statements: what Node reaches without Prisma. */
export async function rateThroughPg(
  projectId: number,
  clients: number,
  answers: number,
  seconds: number,
): Promise<Rate> {
  const times: number[] = []
  const start = performance.now()
  await Promise.all(
    Array.from({ length: clients }, async (_, k) => {
      const client = new pg.Client({ connectionString: env.DATABASE_URL })
      await client.connect()
      const text = decision(projectId, '$1::int', answers)
      while (performance.now() - start < seconds * 1000) {
        const before = performance.now()
        await client.query({ name: 'decision', text, values: [k + 1] })
        times.push(performance.now() - before)
      }
      await client.end()
    }),
  )
  return toRate(times, (performance.now() - start) / 1000)
}

const ended = (child: ChildProcess) => new Promise<number | null>((resolve) => child.once('close', resolve))

/** What pgbench reaches with the same statement, prepared; null where there is no pgbench. */
export async function rateThroughPgbench(
  projectId: number,
  clients: number,
  answers: number,
  seconds: number,
): Promise<Rate | null> {
  const folder = await mkdtemp(path.join(tmpdir(), 'reassess-bench-'))
  try {
    const script = path.join(folder, 'decision.sql')
    await writeFile(
      script,
      `\\set rater :client_id + 1\n${decision(projectId, ':rater', answers).trim().replace(/\s+/g, ' ')};\n`,
    )
    const url = new URL(env.DATABASE_URL ?? '')
    const child = spawn(
      'pgbench',
      [
        '-n',
        '-M',
        'prepared',
        '-c',
        String(clients),
        '-j',
        '1',
        '-T',
        String(seconds),
        '-l',
        '--log-prefix',
        path.join(folder, 'log'),
        '-f',
        script,
        url.pathname.slice(1),
      ],
      {
        env: {
          NODE_ENV: env.NODE_ENV,
          PATH: '/usr/local/bin:/usr/bin:/bin',
          PGHOST: url.hostname,
          PGPORT: url.port || '5432',
          PGUSER: decodeURIComponent(url.username),
          PGPASSWORD: decodeURIComponent(url.password),
        },
        stdio: ['ignore', 'pipe', 'pipe'],
      },
    )
    let report = ''
    child.stdout.on('data', (chunk) => (report += chunk))
    child.stderr.on('data', (chunk) => (report += chunk))
    const isMissing = new Promise<'missing'>((resolve) => child.once('error', () => resolve('missing')))
    const code = await Promise.race([ended(child), isMissing])
    if (code === 'missing') return null
    if (code !== 0) throw new Error(`pgbench failed: ${report}`)
    return await readPgbenchLog(folder, seconds)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

async function readPgbenchLog(folder: string, seconds: number): Promise<Rate> {
  const times: number[] = []
  for (const name of (await readdir(folder)).filter((one) => one.startsWith('log'))) {
    for (const line of (await readFile(path.join(folder, name), 'utf8')).split('\n')) {
      const micros = Number(line.split(' ')[2])
      if (line !== '' && Number.isFinite(micros)) times.push(micros / 1000)
    }
  }
  return toRate(times, seconds)
}
