import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import { withoutForeignKeys } from '@/lib/db/backup/restore-rows'
import { prisma } from '@/lib/db/client'
import { type CopySession, withCopySession } from '@/lib/db/session/copy-session'
import { raw, readRows, runSql } from '@/lib/db/session/sql'
import { writeBulkVotes } from './bulk-votes'

const row = z.object({ table: z.string(), name: z.string(), definition: z.string() })

/**
 * Runs the work without indexes on the tables, then recreates them, each by sorting its rows once: inserting rows into
 * indexes one by one takes half the time of a bulk load. Requires a session without foreign keys.
 */
async function withoutIndexes(
  session: CopySession,
  tables: readonly string[],
  work: () => Promise<void>,
): Promise<void> {
  const run = (statement: string) => runSql(session)`${raw(statement)}`
  const keys = await readRows(session, row)`
    SELECT conrelid::regclass::text AS table, quote_ident(conname) AS name, pg_get_constraintdef(oid) AS definition
    FROM pg_constraint WHERE contype IN ('p', 'u') AND conparentid = 0 AND conrelid = ANY (${tables}::text[]::regclass[])
    ORDER BY contype, 1, 2`
  const indexes = await readRows(session, row)`
    SELECT indrelid::regclass::text AS table, indexrelid::regclass::text AS name, pg_get_indexdef(indexrelid) AS definition
    FROM pg_index i WHERE indrelid = ANY (${tables}::text[]::regclass[])
      AND NOT EXISTS (SELECT FROM pg_constraint c WHERE c.conindid = i.indexrelid AND c.contype IN ('p', 'u')) ORDER BY 1, 2`
  for (const { name } of indexes) await run(`DROP INDEX ${name}`)
  for (const { table, name } of keys) await run(`ALTER TABLE ${table} DROP CONSTRAINT ${name}`)
  await work()
  await run("SET LOCAL maintenance_work_mem = '512MB'")
  for (const { table, name, definition } of keys) await run(`ALTER TABLE ${table} ADD CONSTRAINT ${name} ${definition}`)
  for (const { definition } of indexes) await run(definition)
}

/** Tasks per INSERT, to keep memory small. */
const tasksAtOnce = 100_000
/** The large tables that are filled first; those of votes and runs need their indexes for lookups. */
const askedTables = ['image', 'candidate', 'task', 'task_candidate']
const answeredTables = ['assignment', 'shown_candidate', 'vote', 'score', 'run_image', 'run_label']
/** As in a launch: see decision 33. */
const [tasksOfPosition, tasksOfGroup] = [250, 5]

/**
 * Creates a project of any size on a scratch database: `tasks` rating tasks of one image each, ordered as in a launch,
 * with `candidates` candidates each, and simulated raters 1 to `raters`. The first `answered` tasks have all their votes,
 * which two finished runs have read; the others are open. A million tasks take minutes. Foreign keys are dropped
 * meanwhile: row by row, their checks would take an hour, or would never end once an autovacuum has recorded that the
 * tables are empty. For the same reason the foreign keys of a project with votes are recreated without checking the
 * rows, which are valid by construction.
 */
export async function makeBulkProject({
  tasks,
  candidates,
  quota,
  raters,
  answered = 0,
  classes = candidates,
  slug = `bench-${randomUUID().slice(0, 13)}`,
}: {
  tasks: number
  candidates: number
  quota: number
  raters: number
  answered?: number
  classes?: number
  slug?: string
}): Promise<number> {
  // With more classes than candidates per image, every class shares images with some hundred others.
  const strides = Math.min(20, Math.max(1, Math.floor((classes - 1) / candidates)))
  const { id } = await prisma.project.create({ data: { slug, name: slug, ratersPerTask: quota, leaseSeconds: 900 } })
  await prisma.batch.create({ data: { projectId: id, id: 0, name: 'bench', state: 'open' } })
  await prisma.rater.createMany({
    data: Array.from({ length: raters }, (_, k) => ({
      projectId: id,
      id: k + 1,
      kind: answered > 0 ? ('human' as const) : ('simulated' as const),
    })),
  })
  const makeTasks = async (session: CopySession) => {
    await runSql(session)`INSERT INTO class (project_id, id, class_index, external_id, name, other_names, gloss, path)
      SELECT ${id}::int, k, k, 'class-' || k, 'class ' || k, '{other}', 'a gloss', '{root}' FROM generate_series(0, ${classes - 1}::int) k`
    for (let from = 0; from < tasks; from += tasksAtOnce) {
      const to = Math.min(tasks, from + tasksAtOnce) - 1
      await runSql(session)`INSERT INTO image (project_id, id, position, file_name, original_class_id)
        SELECT ${id}::int, i, i, i || '.jpg', i % ${classes}::int FROM generate_series(${from}::int, ${to}::int) i`
      await runSql(
        session,
      )`INSERT INTO candidate (project_id, id, image_id, class_id, position, is_original, vote_count)
        SELECT ${id}::int, i * ${candidates}::int + k, i, (i + k * (1 + i / ${classes}::int % ${strides}::int)) % ${classes}::int,
          i * ${candidates}::int + k, k = 0, CASE WHEN i < ${answered}::int THEN ${quota}::int ELSE 0 END
        FROM generate_series(${from}::int, ${to}::int) i, generate_series(0, ${candidates - 1}::int) k`
      await runSql(session)`
        INSERT INTO task (project_id, id, batch_id, image_id, kind, quota, is_launched, assigned, submitted, queue_position, queue_group)
        SELECT ${id}::int, i, 0, i, 'rating', ${quota}::int, true, d.done, d.done, 1 + i / ${tasksOfPosition}::int,
          i % ${tasksOfPosition}::int / ${tasksOfGroup}::int
        FROM generate_series(${from}::int, ${to}::int) i, LATERAL (SELECT CASE WHEN i < ${answered}::int THEN ${quota}::int ELSE 0 END AS done) d`
      await runSql(session)`INSERT INTO task_candidate (project_id, task_id, position, candidate_id)
        SELECT ${id}::int, i, k, i * ${candidates}::int + k
        FROM generate_series(${from}::int, ${to}::int) i, generate_series(0, ${candidates - 1}::int) k`
    }
  }
  await withCopySession((session) =>
    withoutForeignKeys(
      session,
      async () => {
        await withoutIndexes(session, askedTables, () => makeTasks(session))
        if (answered > 0)
          await withoutIndexes(session, answeredTables, () =>
            writeBulkVotes(session, { projectId: id, answered, candidates, quota, raters }, tasks),
          )
      },
      { areChecked: answered === 0 },
    ),
  )
  await withCopySession((session) => runSql(session)`ANALYZE`)
  return id
}
