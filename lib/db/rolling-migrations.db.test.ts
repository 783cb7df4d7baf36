import { randomUUID } from 'node:crypto'
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { PrismaPg } from '@prisma/adapter-pg'
import pg from 'pg'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { PrismaClient } from './generated/client'
import { migrate } from './migrate'
import { migrationNames } from './migration-names'
import { createRaterForAccount, leaseTasks, type RatingSessionRow, submitAndLease } from './rating/rating-session-query'
import { createScratchDatabase } from './scratch-database'
import { sqlState } from './session/sql-state'
import { repeatOnConflict } from './session/transaction'

const baseline = '20261127000000_baseline'
const tasks = 600
/** Raters per task, far more than the test has time for. */
const quota = 90
const concurrent = 3
const labels = 3

let root: string
let scratch: Awaited<ReturnType<typeof createScratchDatabase>>
beforeEach(async () => {
  root = mkdtempSync(path.join(tmpdir(), 'reassess-rolling-'))
  mkdirSync(path.join(root, 'prisma/functions'), { recursive: true })
  scratch = await createScratchDatabase(`reassess_rolling_${process.pid}`)
})
afterEach(async () => {
  await scratch.drop()
  rmSync(root, { recursive: true })
})

const start = (report?: (line: string) => void) => migrate(scratch.url, root, report)
const take = (name: string) =>
  cpSync(path.join('prisma/migrations', name), path.join(root, 'prisma/migrations', name), { recursive: true })
const writeMigration = (name: string, sql: string) => {
  mkdirSync(path.join(root, 'prisma/migrations', name), { recursive: true })
  writeFileSync(path.join(root, 'prisma/migrations', name, 'migration.sql'), sql)
}

/** A project with open tasks, in statements that every version since the baseline understands. */
const seed = `
  INSERT INTO project (slug, name, raters_per_task) VALUES ('rolling', 'Rolling', ${quota});
  INSERT INTO class (project_id, id, class_index, external_id, name, other_names, path)
    SELECT 1, i, i, 'class-' || i, 'class ' || i, '{}', '{}' FROM generate_series(0, ${labels - 1}) i;
  INSERT INTO image (project_id, id, position, file_name, original_class_id)
    SELECT 1, i, i, i || '.jpg', 0 FROM generate_series(0, ${tasks - 1}) i;
  INSERT INTO candidate (project_id, id, image_id, class_id, position, is_original)
    SELECT 1, i * ${labels} + k, i, k, i * ${labels} + k, k = 0
    FROM generate_series(0, ${tasks - 1}) i, generate_series(0, ${labels - 1}) k;
  INSERT INTO batch (project_id, id, name, state) VALUES (1, 0, 'test', 'open');
  INSERT INTO task (project_id, id, batch_id, image_id, kind, quota, is_launched)
    SELECT 1, i, 0, i, 'rating', ${quota}, true FROM generate_series(0, ${tasks - 1}) i;
  INSERT INTO task_candidate (project_id, task_id, position, candidate_id)
    SELECT 1, i, k, i * ${labels} + k FROM generate_series(0, ${tasks - 1}) i, generate_series(0, ${labels - 1}) k;
  INSERT INTO rater (project_id, id, kind) SELECT 1, i, 'human' FROM generate_series(101, 100 + ${quota}) i;
  ANALYZE`

/** Repeats `turn` until it returns false or the test stops it. */
function keepDoing(turn: () => Promise<boolean>) {
  let done = 0
  let isStopping = false
  let isOver = false
  let wake = () => {}
  const ended = (async () => {
    try {
      while (!isStopping && (await turn())) {
        done++
        wake()
      }
    } finally {
      isOver = true
      wake()
    }
  })()
  ended.catch(() => {})
  return {
    done: () => done,
    /** Waits for this many more turns. */
    async more(count: number) {
      for (const goal = done + count; done < goal && !isOver; ) await new Promise<void>((resolve) => (wake = resolve))
      await (isOver ? ended : null)
      if (isOver) throw new Error('There was nothing left to do.')
    },
    async stop() {
      isStopping = true
      await ended
      return done
    },
  }
}

/**
 * Migrations from before the rules that broke the writes of the previous version, with what those writes contained from
 * then on. The product had not been installed anywhere. None may be added.
 */
const broke: Record<string, string> = {
  '20261127202900_image_shown': ', image_shown_ms = 900',
}

test('accepts answers while each migration since the baseline is applied', async () => {
  const names = migrationNames(process.cwd())
  expect(names[0]).toBe(baseline)
  take(baseline)
  await start()
  const [client, watcher] = [0, 1].map(() => new pg.Client({ connectionString: scratch.url })) as [pg.Client, pg.Client]
  await Promise.all([client.connect(), watcher.connect()])
  try {
    await watcher.query(seed)
    let task = 0
    let retried = 0
    // The writes of a submission by a server of the baseline. Its functions are not kept, so these are their
    // statements.
    let also = ''
    const submit = async () => {
      const { rows } = await client.query<{ id: number }>(
        `INSERT INTO assignment (project_id, task_id, rater_id, state, leased_at, lease_expires_at, order_seed)
         VALUES (1, $1, $2, 'leased', now(), now() + interval '1 minute', 1) RETURNING id`,
        [task % tasks, 101 + Math.floor(task / tasks)],
      )
      const { id } = rows[0]!
      await client.query(
        `UPDATE assignment SET state = 'submitted', submitted_at = now(), submitted_order = $2, duration_ms = 900,
         active_ms = 800, lease_expires_at = NULL${also} WHERE project_id = 1 AND id = $1`,
        [id, task + 1],
      )
      await client.query(
        `INSERT INTO shown_candidate (project_id, assignment_id, candidate_id, rater_id, image_id, position)
         SELECT a.project_id, a.id, t.candidate_id, a.rater_id, t.task_id, t.position
         FROM assignment a JOIN task_candidate t USING (project_id, task_id) WHERE a.project_id = 1 AND a.id = $1`,
        [id],
      )
      await client.query(
        `INSERT INTO vote (project_id, image_id, candidate_id, rater_id, assignment_id, answer)
         SELECT project_id, image_id, candidate_id, rater_id, assignment_id, 1 FROM shown_candidate
         WHERE project_id = 1 AND assignment_id = $1`,
        [id],
      )
    }
    const turn = async () => {
      try {
        await client.query('BEGIN')
        await submit()
        await client.query('COMMIT')
        task++
      } catch (error) {
        await client.query('ROLLBACK')
        if (!['40001', '40P01'].includes(sqlState(error) ?? '')) throw error
        retried++
      }
      return task < tasks * quota
    }
    let raters = keepDoing(turn)
    for (const name of names.slice(1)) {
      take(name)
      await raters.more(1)
      const applied = start()
      const isBroken = name in broke
      if (isBroken) {
        await expect(
          applied.then(() => raters.more(3)),
          name,
        ).rejects.toMatchObject({ code: '23514' })
        also += broke[name]!
        raters = keepDoing(turn)
      } else await applied.then(() => raters.more(3))
      expect(await applied, name).toEqual([name])
    }
    await raters.stop()
    const { rows } = await watcher.query('SELECT count(*)::int AS votes FROM vote')
    expect(rows[0].votes).toBe(task * labels)
    console.info(`${names.length - 1} migrations during ${task} submissions, ${retried} of them retried.`)
  } finally {
    await Promise.all([client.end(), watcher.end()])
  }
})

/**
 * Writes a next version with the most that the rules allow: it replaces every function, and adds columns and an index.
 */
function writeNextVersion(): string[] {
  const functions = readdirSync('prisma/functions').filter((name) => name.endsWith('.sql'))
  for (const name of functions) {
    const sql = readFileSync(path.join('prisma/functions', name), 'utf8')
    writeFileSync(path.join(root, 'prisma/functions', name), `-- Of the next version.\n${sql}`)
  }
  writeMigration(
    '29990101000000_columns',
    `ALTER TABLE assignment ADD COLUMN of_next_version int NOT NULL DEFAULT 7;
     ALTER TABLE task ADD COLUMN of_next_version text;
     CREATE TABLE next_thing (project_id int NOT NULL REFERENCES project, id int NOT NULL, PRIMARY KEY (project_id, id))`,
  )
  writeMigration(
    '29990102000000_index',
    'CREATE INDEX CONCURRENTLY task_next_idx ON task (project_id, kind, image_id);',
  )
  return functions.map((name) => name.slice(0, -'.sql'.length))
}

test('servers of this version keep leasing and submitting while two of the next version start at once', async () => {
  cpSync('prisma/migrations', path.join(root, 'prisma/migrations'), { recursive: true })
  cpSync('prisma/functions', path.join(root, 'prisma/functions'), { recursive: true })
  await start()
  const db = new PrismaClient({ adapter: new PrismaPg({ connectionString: scratch.url, max: concurrent }) })
  try {
    for (const statement of seed.split(';')) await db.$executeRawUnsafe(statement)
    let answered = 0
    const join = async () => {
      const user = await db.appUser.create({
        data: { email: `${randomUUID()}@example.org`, name: 'R', passwordHash: '-' },
      })
      await db.membership.create({ data: { projectId: 1, userId: user.id, role: 'rater' } })
      return createRaterForAccount(1, user.id, db)
    }
    const raters = Array.from({ length: concurrent }, () => {
      let raterId: number | null = null
      let session: Pick<RatingSessionRow, 'task' | 'state'> = { task: null, state: 'looking' }
      return keepDoing(async () => {
        raterId ??= await join()
        const rater = raterId
        if (session.task === null) {
          session = await repeatOnConflict(() => leaseTasks(1, rater, rater, undefined, db))
          // A rater without tasks left is replaced by another.
          if (session.task === null && session.state !== 'looking') raterId = null
          return true
        }
        const { assignmentId, revision, candidates } = session.task
        const given = { projectId: 1, raterId: rater, assignmentId, revision, answers: candidates.map(() => 2) }
        const measured = { durationMs: 900, imageShownMs: 900, shownMs: null }
        const next = await repeatOnConflict(() => submitAndLease({ ...given, ...measured }, rater, undefined, db))
        if (!('state' in next)) throw new Error(next.outcome)
        expect(next.outcome).toBe('accepted')
        answered += candidates.length
        session = next
        return true
      })
    })
    const functions = writeNextVersion()
    await Promise.all(raters.map((rater) => rater.more(2)))
    const applied = await Promise.all([start(), start()])
    expect(applied.flat().sort()).toEqual(['29990101000000_columns', '29990102000000_index', ...functions].sort())
    await Promise.all(raters.map((rater) => rater.more(2)))
    const done = await Promise.all(raters.map((rater) => rater.stop()))
    expect(Math.min(...done)).toBeGreaterThan(3)
    expect(await db.vote.count()).toBe(answered)
    const [index] = await db.$queryRaw<{ isValid: boolean }[]>`
      SELECT indisvalid AS "isValid" FROM pg_index WHERE indexrelid = 'task_next_idx'::regclass`
    expect(index).toEqual({ isValid: true })
    console.info(`The next version came during ${done.reduce((sum, count) => sum + count, 0)} submissions.`)
  } finally {
    await db.$disconnect()
  }
})

test('says when a start updates the database, or waits for another process that does', async () => {
  const lines: string[] = []
  const started = () => start((line) => lines.push(line))
  writeMigration('1_first', 'CREATE TABLE thing (id int)')
  await started()
  await started()
  expect(lines).toEqual([])
  writeMigration('2_second', 'ALTER TABLE thing ADD COLUMN name text')
  const other = new pg.Client({ connectionString: scratch.url })
  await other.connect()
  try {
    await other.query('SELECT pg_advisory_lock(72707369)')
    const applied = started()
    await expect.poll(() => lines, { timeout: 10_000 }).toEqual([expect.stringContaining('Waiting for it.')])
    await other.query('SELECT pg_advisory_unlock(72707369)')
    expect(await applied).toEqual(['2_second'])
    expect(lines.slice(1)).toEqual([expect.stringContaining('Updating the database')])
  } finally {
    await other.end()
  }
})

test('lets others pass while a migration waits for a table, and rebuilds an index that was interrupted', async () => {
  writeMigration('1_first', 'CREATE TABLE thing (id int); INSERT INTO thing SELECT generate_series(1, 10)')
  await start()
  const [holder, other] = [0, 1].map(() => new pg.Client({ connectionString: scratch.url })) as [pg.Client, pg.Client]
  await Promise.all([holder.connect(), other.connect()])
  try {
    await holder.query('BEGIN')
    await holder.query('LOCK TABLE thing IN ROW EXCLUSIVE MODE')
    writeMigration('2_second', 'ALTER TABLE thing ADD COLUMN name text')
    const applied = start()
    const waits = () =>
      other.query(
        "SELECT FROM pg_locks WHERE relation = 'thing'::regclass AND mode = 'AccessExclusiveLock' AND NOT granted",
      )
    await expect.poll(async () => (await waits()).rowCount).toBe(1)
    // Queues behind the migration, and would wait for as long as the migration does.
    await other.query('INSERT INTO thing VALUES (11)')
    await expect.poll(async () => (await waits()).rowCount).toBe(1)
    await holder.query('COMMIT')
    expect(await applied).toEqual(['2_second'])

    await other.query('INSERT INTO thing VALUES (11)')
    await expect(other.query('CREATE UNIQUE INDEX CONCURRENTLY thing_idx ON thing (id)')).rejects.toThrow(
      'could not create unique index',
    )
    writeMigration('3_third', 'CREATE INDEX CONCURRENTLY thing_idx ON thing (id)')
    expect(await start()).toEqual(['3_third'])
    const { rows } = await other.query(
      "SELECT indisvalid AND NOT indisunique AS is_right FROM pg_index WHERE indexrelid = 'thing_idx'::regclass",
    )
    expect(rows).toEqual([{ is_right: true }])
  } finally {
    await Promise.all([holder.end(), other.end()])
  }
})
