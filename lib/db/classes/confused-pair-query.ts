import { z } from 'zod'
import { prisma } from '@/lib/db/client'
import { escapeLike, readRows, type Sql, sql } from '@/lib/db/session/sql'
import { classPairKinds } from '@/lib/domain/classes/class-pair'
import type { Confuser, ConfusionView } from '@/lib/domain/classes/confusion-view'
import { classPair } from './class-pair-rows'

const pairRow = classPair.extend({
  kind: z.enum(classPairKinds).nullable(),
  askedCount: z.number(),
  dividedCount: z.number(),
  originalCount: z.number(),
  lowLostCount: z.number(),
  highLostCount: z.number(),
  seenCount: z.number(),
  lowNamedCount: z.number(),
  highNamedCount: z.number(),
  eitherCount: z.number(),
  togetherCount: z.number(),
  confusedCount: z.number(),
})
export type ConfusedPairRow = z.infer<typeof pairRow>
const pageRow = pairRow.extend({ total: z.number() })

const countOf: Record<Confuser, Sql> = {
  any: sql`c.confused_count`,
  raters: sql`c.divided_count`,
  originals: sql`(c.low_lost_count + c.high_lost_count)`,
  models: sql`(c.low_named_count + c.high_named_count)`,
  together: sql`c.together_count`,
}

/** Lower bound of the share's Wilson interval: finds pairs that nearly always occur together, not frequent classes. */
const together = sql`CASE WHEN c.either_count > 0 THEN (c.together_count + 1.92 - 1.96 * sqrt(
  c.together_count * (c.either_count - c.together_count)::float8 / c.either_count + 0.96)) / (c.either_count + 3.84) END`

function named({ name }: ConfusionView): Sql {
  if (name === '') return sql`true`
  const part = `%${escapeLike(name)}%`
  return sql`(low.name ILIKE ${part} OR high.name ILIKE ${part}
    OR low.class_index::text = ${name} OR high.class_index::text = ${name})`
}

function decided({ decision }: ConfusionView): Sql {
  if (decision === null) return sql`true`
  if (decision === 'open') return sql`p.kind IS NULL`
  if (decision === 'decided') return sql`p.kind IS NOT NULL`
  if (decision === 'contains') return sql`p.kind IN ('low-contains-high', 'high-contains-low')`
  return sql`p.kind = ${decision}::class_pair_kind`
}

const columns = sql`
  low_id AS "lowId", high_id AS "highId", low.class_index AS "lowIndex", high.class_index AS "highIndex",
  low.name AS "lowName", high.name AS "highName", p.kind::text AS kind,
  coalesce(c.asked_count, 0) AS "askedCount", coalesce(c.divided_count, 0) AS "dividedCount",
  coalesce(c.original_count, 0) AS "originalCount", coalesce(c.low_lost_count, 0) AS "lowLostCount",
  coalesce(c.high_lost_count, 0) AS "highLostCount", coalesce(c.seen_count, 0) AS "seenCount",
  coalesce(c.low_named_count, 0) AS "lowNamedCount", coalesce(c.high_named_count, 0) AS "highNamedCount",
  coalesce(c.either_count, 0) AS "eitherCount", coalesce(c.together_count, 0) AS "togetherCount",
  coalesce(c.confused_count, 0) AS "confusedCount"`

interface PairScope {
  projectId: number
  /** Null before the first run; decided pairs are listed all the same. */
  runId: number | null
}

const joined = ({ projectId, runId }: PairScope) => sql`
  (SELECT * FROM class_confusion WHERE project_id = ${projectId}::int AND run_id = ${runId ?? -1}::int) c
  FULL JOIN (SELECT low_id, high_id, kind FROM class_pair WHERE project_id = ${projectId}::int) p USING (low_id, high_id)
  JOIN class low ON low.project_id = ${projectId}::int AND low.id = low_id
  JOIN class high ON high.project_id = ${projectId}::int AND high.id = high_id`

/** Returns one page, most confused pairs first, and the total. Includes decided pairs that nothing confuses. */
export async function findConfusedPairs(
  scope: PairScope,
  view: ConfusionView,
  { limit, offset }: { limit: number; offset: number },
): Promise<{ rows: ConfusedPairRow[]; total: number }> {
  const count = countOf[view.by]
  const order = view.by === 'together' ? together : count
  const rows = await readRows(prisma, pageRow)`
      SELECT ${columns}, (count(*) OVER ())::int AS total
      FROM ${joined(scope)}
      WHERE (${count} > 0 OR p.kind IS NOT NULL) AND ${named(view)} AND ${decided(view)}
      ORDER BY ${order} DESC NULLS LAST, c.confused_count DESC NULLS LAST, low_id, high_id
      LIMIT ${limit}::int OFFSET ${offset}::bigint`
  return { rows: rows.map(({ total: _, ...row }) => row), total: rows[0]?.total ?? 0 }
}

export const findConfusionsOf = (scope: PairScope, classId: number, limit: number) =>
  readRows(prisma, pairRow)`
      SELECT ${columns} FROM ${joined(scope)}
      WHERE ${classId}::int IN (low_id, high_id) AND (c.confused_count > 0 OR c.together_count > 0)
      ORDER BY c.confused_count DESC, c.together_count DESC, low_id, high_id LIMIT ${limit}::int`

/** Pairs without counts have no row. */
export const findConfusionsAmong = (scope: PairScope, classIds: readonly number[]) =>
  readRows(prisma, pairRow)`
      SELECT ${columns} FROM ${joined(scope)}
      WHERE low_id = ANY(${[...classIds]}::int[]) AND high_id = ANY(${[...classIds]}::int[])`
