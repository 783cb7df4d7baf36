import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { leaseTasks, submitAndLease } from '@/lib/db/rating/rating-session-query'
import { env } from '@/lib/env'
import { rounded } from './bench-row'

export interface Load {
  projectId: number
  /** Concurrent raters. */
  clients: number
  /** Answers per task. */
  answers: number
  /** Prefetched tasks. */
  ahead: number
  seconds: number
}

/** The leased tasks that the browser already has, so that only new ones are sent in full. */
const have = ({ projectId, ahead }: Load, rater: string) =>
  ahead === 0
    ? `'{}'`
    : `ARRAY(SELECT id FROM assignment WHERE project_id = ${projectId} AND rater_id = ${rater} AND state = 'leased')`

const list = (length: number, value: string) => `'{${Array(length).fill(value).join(',')}}'`

/** SQL that answers one task and leases the next with all values that a browser sends; selects the next assignment's number. */
const decision = (load: Load, rater: string, assignment: string) => {
  const { projectId, answers, ahead } = load
  const given = `${list(answers, '0')}, 3000, 2000, ${list(answers, '300')}, 1, ${ahead}, ${have(load, rater)}, 2500, ${list(answers, 'f')}, NULL, 'each', 1`
  return `SELECT (submit_and_lease(${projectId}, ${rater}, ${assignment}, 0, ${given}) -> 'held' ->> 0)::int AS next`
}

const firstLease = ({ projectId, ahead }: Load, rater: string) =>
  `SELECT (rating_screen(${projectId}, ${rater}, 1, ${ahead}) -> 'held' ->> 0)::int AS next`

export interface Rate {
  decisionsPerSecond: number
  p50Ms: number
  p95Ms: number
}

const quantile = (sorted: number[], q: number) =>
  sorted[Math.min(sorted.length - 1, Math.floor(q * sorted.length))] ?? 0

export function toRate(times: number[], seconds: number): Rate {
  times.sort((a, b) => a - b)
  return { decisionsPerSecond: times.length / seconds, p50Ms: quantile(times, 0.5), p95Ms: quantile(times, 0.95) }
}

export const timesText = ({ p50Ms, p95Ms }: Rate) => `p50 ${rounded(p50Ms, 1)} ms, p95 ${rounded(p95Ms, 1)} ms`

/** Measures decisions per second of `clients` raters through Prisma in this process, with the same calls as the service. */
export const rateThroughPrisma = (load: Load): Promise<Rate> =>
  rateOf(load, async (rater) => {
    const { projectId, answers: length, ahead } = load
    const list = <Value>(value: Value) => Array.from({ length }, () => value)
    const measured = { durationMs: 3_000, imageShownMs: 2_000, shownMs: list(300), activeMs: 2_500, rest: list(false) }
    let have: number[] = []
    const from = (row: object) => {
      if (!('held' in row)) throw new Error(`Refused: ${JSON.stringify(row)}`)
      have = row.held as number[]
      return have[0]
    }
    return {
      first: async () => from(await leaseTasks(projectId, rater, 1, { ahead, have, holder: 1 })),
      next: async (assignmentId) => {
        const submission = { projectId, raterId: rater, assignmentId, revision: 0, answers: list(0), ...measured }
        return from(await submitAndLease(submission, 1, { ahead, have, holder: 1 }))
      },
    }
  })

/** Both return the number of the next assignment, if any. */
interface Client {
  first(): Promise<number | undefined>
  next(assignment: number): Promise<number | undefined>
}

function leased(assignment: number | undefined): number {
  if (assignment !== undefined) return assignment
  throw new Error('There are no tasks left to lease. Measure with more tasks (--tasks) or fewer seconds (--seconds).')
}

/** Makes raters 1 to `clients` answer one task after the other for the given seconds. */
export async function rateOf({ clients, seconds }: Load, open: (rater: number) => Promise<Client>): Promise<Rate> {
  const times: number[] = []
  const start = performance.now()
  await Promise.all(
    Array.from({ length: clients }, async (_, k) => {
      const client = await open(k + 1)
      let next = leased(await client.first())
      while (performance.now() - start < seconds * 1000) {
        const before = performance.now()
        next = leased(await client.next(next))
        times.push(performance.now() - before)
      }
    }),
  )
  return toRate(times, (performance.now() - start) / 1000)
}

const ended = (child: ChildProcess) => new Promise<number | null>((resolve) => child.once('close', resolve))

/** Measures pgbench with the same statement, prepared; null if pgbench is not installed. */
export async function rateThroughPgbench(load: Load): Promise<Rate | null> {
  const { clients, seconds } = load
  const folder = await mkdtemp(path.join(tmpdir(), 'reassess-bench-'))
  try {
    const script = path.join(folder, 'decision.sql')
    const lines = [
      '\\set rater :client_id + 1',
      '\\if :next > 0',
      `${decision(load, ':rater', ':next')} \\gset`,
      '\\else',
      `${firstLease(load, ':rater')} \\gset`,
      '\\endif',
    ]
    await writeFile(script, `${lines.join('\n')}\n`)
    const url = new URL(env.DATABASE_URL ?? '')
    const child = spawn(
      'pgbench',
      [
        '-n',
        '-D',
        'next=0',
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
