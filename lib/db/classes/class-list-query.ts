import { z } from 'zod'
import { classFigures } from '@/lib/contracts/classes/class'
import { type Db, prisma } from '@/lib/db/client'
import { columnsOf, findRow, readRows } from '@/lib/db/session/sql'

const classRow = z.object({
  id: z.number(),
  index: z.number(),
  name: z.string(),
  otherNames: z.array(z.string()),
  externalId: z.string().nullable(),
  hasNote: z.boolean(),
  decisionCount: z.number(),
  figures: classFigures.nullable(),
})
export type ListedClass = z.infer<typeof classRow>

/** Returns every labelable class by index, with its counts for a run; null where nothing was counted. */
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

/** Returns null if nothing was counted for the run. */
export async function findClassFigures(
  { projectId, runId, classId }: { projectId: number; runId: number; classId: number },
  db: Db = prisma,
) {
  return findRow(db, classFigures)`
    SELECT ${columnsOf(classFigures)} FROM class_figure
    WHERE project_id = ${projectId}::int AND run_id = ${runId}::int AND class_id = ${classId}::int`
}
