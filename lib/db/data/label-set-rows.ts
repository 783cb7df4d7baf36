import { z } from 'zod'
import { labelSetRow } from '@/lib/contracts/models/models-page'
import { prisma } from '@/lib/db/client'
import type { CopyRow, CopySession } from '@/lib/db/session/copy-session'
import { getValue, readRows, runSql } from '@/lib/db/session/sql'
import { isUniqueViolation } from '@/lib/db/session/sql-state'
import { conflict } from '@/lib/errors'

/** Throws AppError `conflict` if the name is taken. The project must be locked. `labels`: rows of image and class. */
export async function insertLabelSet(
  session: CopySession,
  projectId: number,
  { name, images, labels }: { name: string; images: readonly number[]; labels: readonly CopyRow[] },
): Promise<number> {
  const id = await getValue(session, z.number())`
    SELECT coalesce(max(id), 0) + 1 AS id FROM label_set WHERE project_id = ${projectId}::int`
  await runSql(session)`
    INSERT INTO label_set (project_id, id, name, image_count, label_count)
    VALUES (${projectId}::int, ${id}::int, ${name}, ${images.length}::int, ${labels.length}::int)`.catch(
    (error: unknown) => {
      if (!isUniqueViolation(error)) throw error
      throw conflict(`There are already labels called “${name}”. Choose another name.`)
    },
  )
  const imageRows = images.map((image): CopyRow => [projectId, id, image])
  await session.copyIn('label_set_image', ['project_id', 'set_id', 'image_id'], imageRows)
  const labelRows = labels.map((label): CopyRow => [projectId, id, ...label])
  await session.copyIn('label_set_label', ['project_id', 'set_id', 'image_id', 'class_id'], labelRows)
  return id
}

/** Compares each set with the labels of a run on the rated images that both cover. All counts are 0 without a run. */
export const findLabelSets = (projectId: number, runId: number | null) =>
  readRows(prisma, labelSetRow)`
    SELECT s.id, s.name, s.image_count AS images, s.label_count AS labels,
      coalesce(d.compared, 0) AS compared, coalesce(d.differing, 0) AS differing,
      coalesce(d.only_ours, 0) AS "onlyOurs", coalesce(d.only_theirs, 0) AS "onlyTheirs"
    FROM label_set s LEFT JOIN (
      SELECT set_id, count(*)::int AS compared,
        (count(*) FILTER (WHERE only_ours + only_theirs > 0))::int AS differing,
        sum(only_ours)::int AS only_ours, sum(only_theirs)::int AS only_theirs
      FROM (
        SELECT b.set_id, b.image_id,
          (count(*) FILTER (WHERE b.is_ours AND NOT b.is_theirs))::int AS only_ours,
          (count(*) FILTER (WHERE b.is_theirs AND NOT b.is_ours))::int AS only_theirs
        FROM (
          SELECT i.set_id, i.image_id, l.class_id, coalesce(bool_or(l.is_ours), false) AS is_ours,
            coalesce(bool_or(NOT l.is_ours), false) AS is_theirs
          FROM label_set_image i
          JOIN run_image r ON r.project_id = i.project_id AND r.run_id = ${runId}::int AND r.image_id = i.image_id AND r.is_rated
          LEFT JOIN (
            SELECT s.id AS set_id, o.image_id, o.class_id, true AS is_ours
            FROM label_set s JOIN run_label o ON o.project_id = s.project_id AND o.run_id = ${runId}::int
            WHERE s.project_id = ${projectId}::int
            UNION ALL
            SELECT set_id, image_id, class_id, false FROM label_set_label WHERE project_id = ${projectId}::int
          ) l ON l.set_id = i.set_id AND l.image_id = i.image_id
          WHERE i.project_id = ${projectId}::int
          GROUP BY i.set_id, i.image_id, l.class_id
        ) b GROUP BY b.set_id, b.image_id
      ) e GROUP BY set_id
    ) d ON d.set_id = s.id
    WHERE s.project_id = ${projectId}::int ORDER BY s.id`

const hits = z.object({ setId: z.number(), modelId: z.number(), count: z.number(), right: z.number() })

export const findLabelSetHits = (projectId: number) =>
  readRows(prisma, hits)`
    SELECT l.set_id AS "setId", p.model_id AS "modelId", count(DISTINCT p.image_id)::int AS count,
      (count(*) FILTER (WHERE l.class_id = p.class_id))::int AS "right"
    FROM prediction p JOIN label_set_label l ON l.project_id = p.project_id AND l.image_id = p.image_id
    WHERE p.project_id = ${projectId}::int AND p.rank = 0
    GROUP BY l.set_id, p.model_id`
