import { z } from 'zod'
import { type Db, prisma } from '@/lib/db/client'
import { readRows } from '@/lib/db/session/sql'

const figures = z.object({
  originalCount: z.number(),
  ratedCount: z.number(),
  labelledCount: z.number(),
  confirmedCount: z.number(),
  changedCount: z.number(),
  keptCount: z.number(),
  candidateCount: z.number(),
  noCount: z.number(),
  maybeCount: z.number(),
  yesCount: z.number(),
  firstCount: z.number(),
  rightCount: z.number(),
})
const classRow = z.object({
  id: z.number(),
  index: z.number(),
  name: z.string(),
  otherNames: z.array(z.string()),
  externalId: z.string().nullable(),
  hasNote: z.boolean(),
  decisionCount: z.number(),
  figures: figures.nullable(),
})
export type ListedClass = z.infer<typeof classRow>

/** Every labelable class by its index, with what was counted of it for a run; null figures where nothing was. */
export async function findListedClasses(
  projectId: number,
  runId: number | null,
  db: Db = prisma,
): Promise<ListedClass[]> {
  return readRows(db, classRow)`
    SELECT c.id, c.class_index AS index, c.name, coalesce(c.other_names, '{}') AS "otherNames", c.external_id AS "externalId",
      c.note IS NOT NULL AS "hasNote", coalesce(d.decisions, 0)::int AS "decisionCount",
      CASE WHEN f.class_id IS NOT NULL THEN json_build_object(
        'originalCount', f.original_count, 'ratedCount', f.rated_count, 'labelledCount', f.labelled_count,
        'confirmedCount', f.confirmed_count, 'changedCount', f.changed_count, 'keptCount', f.kept_count,
        'candidateCount', f.candidate_count, 'noCount', f.no_count, 'maybeCount', f.maybe_count,
        'yesCount', f.yes_count, 'firstCount', f.first_count, 'rightCount', f.right_count) END AS figures
    FROM class c
    LEFT JOIN class_figure f ON f.project_id = c.project_id AND f.run_id = ${runId ?? -1}::int AND f.class_id = c.id
    LEFT JOIN (
      SELECT class_id, count(*) AS decisions FROM (
        SELECT low_id AS class_id FROM class_pair WHERE project_id = ${projectId}::int
        UNION ALL SELECT high_id FROM class_pair WHERE project_id = ${projectId}::int
      ) both_sides GROUP BY class_id
    ) d ON d.class_id = c.id
    WHERE c.project_id = ${projectId}::int AND c.class_index IS NOT NULL
    ORDER BY c.class_index`
}

/** What was counted of one class for a run; null where nothing was. */
export async function findClassFigures(
  { projectId, runId, classId }: { projectId: number; runId: number; classId: number },
  db: Db = prisma,
) {
  const rows = await readRows(db, figures)`
    SELECT original_count AS "originalCount", rated_count AS "ratedCount", labelled_count AS "labelledCount",
      confirmed_count AS "confirmedCount", changed_count AS "changedCount", kept_count AS "keptCount",
      candidate_count AS "candidateCount", no_count AS "noCount", maybe_count AS "maybeCount", yes_count AS "yesCount",
      first_count AS "firstCount", right_count AS "rightCount"
    FROM class_figure
    WHERE project_id = ${projectId}::int AND run_id = ${runId}::int AND class_id = ${classId}::int`
  return rows[0] ?? null
}
