import pg from 'pg'
import { z } from 'zod'
import { withCopySession } from '@/lib/db/session/copy-session'
import { getValue, runSql } from '@/lib/db/session/sql'
import { directDatabaseUrl } from '@/lib/env'
import { type BenchRow, rounded } from './bench-row'
import { makeBulkProject } from './bulk-project'
import { type Load, type Rate, rateThroughPrisma } from './rating-rate'

/** Tasks by which some raters are ahead of the others. */
const farAhead = 50_000
/** Measurements per case, alternating with the first case because the machine's speed changes from minute to minute. */
const turns = 5
const hotTables = ['task', 'assignment', 'shown_candidate', 'rater_cursor', 'candidate', 'vote', 'activity']

interface Case {
  what: string
  load: Load
  /** Runs the measurement together with other work. */
  around?: (measure: () => Promise<Rate>) => Promise<Rate>
}

const median = (values: readonly number[]) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0

/** Makes every fourth rater have answered the next tasks of the queue, which all still need raters. */
async function sendAhead({ projectId, clients }: Load, tasks: number): Promise<void> {
  await withCopySession(async (session) => {
    await runSql(session)`
      INSERT INTO assignment (project_id, task_id, rater_id, state, submitted_order, image_shown_ms, answer_mode, submitted_at)
      SELECT ${projectId}::int, t.id, r, 'submitted', 1000000 + t.id, 1000, 'each', now()
      FROM generate_series(1, ${clients}::int, 4) r, (
        SELECT id FROM task WHERE project_id = ${projectId}::int AND is_open AND assigned < 3
        ORDER BY queue_position LIMIT ${tasks}::int
      ) t
      ON CONFLICT (project_id, task_id, rater_id) DO NOTHING`
    await runSql(session)`
      UPDATE rater_cursor c SET queue_key = -9223372036854775808, queue_position = (
        SELECT max(t.queue_position) + 1 FROM assignment a JOIN task t ON t.project_id = a.project_id AND t.id = a.task_id
        WHERE a.project_id = c.project_id AND a.rater_id = c.rater_id AND a.submitted_order > 1000000
      ) WHERE project_id = ${projectId}::int AND rater_id % 4 = 1`
  })
}

/** Vacuums and analyzes the tables that raters write to at the pace of autovacuum during a measurement. */
async function whileVacuuming(measure: () => Promise<Rate>): Promise<Rate> {
  const client = new pg.Client({ connectionString: directDatabaseUrl() })
  await client.connect()
  await client.query("SET vacuum_cost_delay = '2ms'")
  let isOver = false
  const vacuuming = (async () => {
    for (let k = 0; !isOver; k++) await client.query(`VACUUM (ANALYZE) ${hotTables[k % hotTables.length]}`)
    await client.end()
  })()
  try {
    return await measure()
  } finally {
    isOver = true
    await vacuuming
  }
}

/** Keeps a snapshot open during a measurement, so that vacuum cannot remove rows that die meanwhile. */
const withOldSnapshot = (measure: () => Promise<Rate>): Promise<Rate> =>
  withCopySession(async (session) => {
    await runSql(session)`SET TRANSACTION ISOLATION LEVEL REPEATABLE READ`
    await getValue(session, z.number())`SELECT count(*)::int FROM rater_cursor`
    return measure()
  })

/** Measures cases alternately: medians of their rates, and of the ratios to the first case in the same turn. */
async function measureInTurns(cases: Case[]): Promise<BenchRow[]> {
  const rates: Rate[][] = cases.map(() => [])
  const run = ({ load, around = (measure) => measure() }: Case) => around(() => rateThroughPrisma(load))
  for (let turn = 0; turn < turns; turn++) for (const [k, one] of cases.entries()) rates[k]!.push(await run(one))
  const ratio = (k: number, of: (rate: Rate) => number) =>
    median(rates[k]!.map((rate, turn) => of(rate) / of(rates[0]![turn]!)))
  return cases.map(({ what }, k) => ({
    what,
    figure: `${rounded(median(rates[k]!.map((rate) => rate.decisionsPerSecond)))}/s`,
    beside:
      `p50 ${rounded(median(rates[k]!.map((rate) => rate.p50Ms)), 1)} ms, p95 ${rounded(median(rates[k]!.map((rate) => rate.p95Ms)), 1)} ms` +
      (k === 0
        ? ''
        : `; ${rounded(
            ratio(k, (rate) => rate.decisionsPerSecond),
            2,
          )} times the rate and ${rounded(
            ratio(k, (rate) => rate.p95Ms),
            2,
          )} times the p95 of the first line`),
  }))
}

/**
 * Measures whether rating stays as fast in a larger project, with some raters far ahead of the others, with an old snapshot
 * open and while tables are vacuumed: three prefetched tasks through Prisma, on fresh tasks, all projects in one database.
 */
export async function benchFlat({
  clients,
  seconds,
  sizes,
}: {
  clients: number
  seconds: number
  sizes: number[]
}): Promise<BenchRow[]> {
  const loads: Load[] = []
  for (const tasks of sizes) {
    const projectId = await makeBulkProject({ tasks, candidates: 8, quota: 5, raters: clients })
    loads.push({ projectId, clients, answers: 8, ahead: 3, seconds })
  }
  const [first] = loads
  const largest = loads.at(-1)
  if (!first || !largest) return []
  const named = (tasks: number | undefined) => `${rounded(tasks ?? 0)} tasks`
  // Warm up the caches.
  for (const load of loads) await rateThroughPrisma({ ...load, seconds: Math.min(2, seconds) })
  const plain = loads.map((load, k): Case => ({ what: named(sizes[k]), load }))
  const rows = await measureInTurns([
    ...plain,
    { what: `${named(sizes.at(-1))}, an old snapshot open`, load: largest, around: withOldSnapshot },
    { what: `${named(sizes.at(-1))}, tables being vacuumed`, load: largest, around: whileVacuuming },
  ])
  const tasksAhead = Math.min(farAhead, Math.floor(sizes.at(-1)! / 2))
  await sendAhead(largest, tasksAhead)
  await withCopySession((session) => runSql(session)`ANALYZE assignment, task`)
  const ahead = { what: `${named(sizes.at(-1))}, every fourth rater ${rounded(tasksAhead)} tasks ahead`, load: largest }
  const [, afterwards] = await measureInTurns([plain[0]!, ahead])
  return [...rows, afterwards!]
}
