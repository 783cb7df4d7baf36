import { randomUUID } from 'node:crypto'
import { withoutForeignKeys } from '@/lib/db/backup/restore-rows'
import { prisma } from '@/lib/db/client'
import { withCopySession } from '@/lib/db/session/copy-session'
import { runSql } from '@/lib/db/session/sql'

/** Rows are written for so many tasks at once, so that memory stays small. */
const tasksAtOnce = 100_000
/** As a launch lays them: see decision 33. */
const [tasksOfPosition, tasksOfGroup] = [250, 5]

/**
 * A project of any size on a scratch database: `tasks` open rating tasks in the order that a launch gives them, with
 * `candidates` candidates each, and simulated raters 1 to `raters`. A million tasks take minutes: row by row, their foreign keys
 * would take an hour, and for ever once an autovacuum in between had noted that the tables are empty.
 */
export async function makeBulkProject({
  tasks,
  candidates,
  quota,
  raters,
}: {
  tasks: number
  candidates: number
  quota: number
  raters: number
}): Promise<number> {
  const slug = `bench-${randomUUID().slice(0, 13)}`
  const { id } = await prisma.project.create({ data: { slug, name: slug, ratersPerTask: quota, leaseSeconds: 900 } })
  await prisma.batch.create({ data: { projectId: id, id: 0, name: 'bench', state: 'open' } })
  await prisma.rater.createMany({
    data: Array.from({ length: raters }, (_, k) => ({ projectId: id, id: k + 1, kind: 'simulated' as const })),
  })
  await withCopySession((session) =>
    withoutForeignKeys(session, async () => {
      await runSql(session)`INSERT INTO class (project_id, id, class_index, external_id, name, other_names, gloss, path)
        SELECT ${id}::int, k, k, 'class-' || k, 'class ' || k, '{other}', 'a gloss', '{root}' FROM generate_series(0, ${candidates - 1}::int) k`
      for (let from = 0; from < tasks; from += tasksAtOnce) {
        const to = Math.min(tasks, from + tasksAtOnce) - 1
        await runSql(session)`INSERT INTO image (project_id, id, position, file_name, original_class_id)
          SELECT ${id}::int, i, i, i || '.jpg', 0 FROM generate_series(${from}::int, ${to}::int) i`
        await runSql(session)`INSERT INTO candidate (project_id, id, image_id, class_id, position, is_original)
          SELECT ${id}::int, i * ${candidates}::int + k, i, k, i * ${candidates}::int + k, k = 0
          FROM generate_series(${from}::int, ${to}::int) i, generate_series(0, ${candidates - 1}::int) k`
        await runSql(
          session,
        )`INSERT INTO task (project_id, id, batch_id, image_id, kind, quota, is_launched, queue_position, queue_group)
          SELECT ${id}::int, i, 0, i, 'rating', ${quota}::int, true, 1 + i / ${tasksOfPosition}::int,
            i % ${tasksOfPosition}::int / ${tasksOfGroup}::int
          FROM generate_series(${from}::int, ${to}::int) i`
        await runSql(session)`INSERT INTO task_candidate (project_id, task_id, position, candidate_id)
          SELECT ${id}::int, i, k, i * ${candidates}::int + k
          FROM generate_series(${from}::int, ${to}::int) i, generate_series(0, ${candidates - 1}::int) k`
      }
    }),
  )
  await withCopySession((session) => runSql(session)`ANALYZE`)
  return id
}
