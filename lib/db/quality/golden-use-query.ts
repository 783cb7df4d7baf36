import { z } from 'zod'
import { listedPicture } from '@/lib/contracts/images/picture'
import { type Db, prisma } from '@/lib/db/client'
import { getRow, getValue, readRows, runSql } from '@/lib/db/session/sql'
import { type GoldenUse, goldenUses } from '@/lib/domain/quality/control-task-plan'

const imageRow = z.object({
  imageId: z.number(),
  position: z.number(),
  ...listedPicture,
  use: z.enum(goldenUses),
})

/** Returns images in the order in which experts see them. */
export const findGoldenUseImages = (projectId: number, db: Db) =>
  readRows(db, imageRow)`
    SELECT g.image_id AS "imageId", (row_number() OVER (ORDER BY g.position))::int AS position,
      i.content_hash AS "contentHash", i.credit, i.license, g.use::text AS use
    FROM golden_image g JOIN image i ON i.project_id = g.project_id AND i.id = g.image_id
    WHERE g.project_id = ${projectId}::int ORDER BY g.position`

const taskRow = z.object({ use: z.enum(goldenUses), tasks: z.number() })

/** Tasks without quota have an index of their own. */
export const countControlTasks = (projectId: number, db: Db) =>
  readRows(db, taskRow)`
    SELECT CASE kind WHEN 'golden' THEN 'hidden' ELSE kind::text END AS use, count(*)::int AS tasks
    FROM task WHERE project_id = ${projectId}::int AND kind IN ('golden', 'training', 'test') AND quota IS NULL
      AND is_launched GROUP BY kind`

const labelsRow = z.object({ holds: z.number(), holdsNot: z.number() })

export const countTestLabels = (projectId: number, db: Db) =>
  getRow(db, labelsRow)`
    SELECT (count(*) FILTER (WHERE tc.holds))::int AS holds, (count(*) FILTER (WHERE NOT tc.holds))::int AS "holdsNot"
    FROM task t JOIN task_candidate tc ON tc.project_id = t.project_id AND tc.task_id = t.id
    WHERE t.project_id = ${projectId}::int AND t.kind = 'test' AND t.quota IS NULL AND t.is_launched`

/** Counts the gold questions with a candidate for which an ordinary task still needs raters. */
export const countAskedGolden = (projectId: number, db: Db): Promise<number> =>
  getValue(db, z.number())`
    SELECT count(DISTINCT g.id)::int AS tasks
    FROM task g
    JOIN task_candidate mine ON mine.project_id = g.project_id AND mine.task_id = g.id
    JOIN task_candidate other ON other.project_id = mine.project_id AND other.candidate_id = mine.candidate_id
      AND other.task_id <> g.id
    JOIN task t ON t.project_id = other.project_id AND t.id = other.task_id AND t.is_open
    WHERE g.project_id = ${projectId}::int AND g.kind = 'golden' AND g.quota IS NULL AND g.is_launched`

/** Sets the use of golden images and ignores other images. Returns how many were golden. */
export const setGoldenUses = (projectId: number, uses: readonly { imageId: number; use: GoldenUse }[], db: Db) =>
  runSql(db)`
    UPDATE golden_image g SET use = given.use::golden_use
    FROM unnest(${uses.map(({ imageId }) => imageId)}::int[], ${uses.map(({ use }) => use)}::text[]) AS given (image, use)
    WHERE g.project_id = ${projectId}::int AND g.image_id = given.image`

const explanationRow = z.object({ candidateId: z.number(), name: z.string(), explanation: z.string().nullable() })

export const findExplanations = (projectId: number, candidateIds: readonly number[]) =>
  readRows(prisma, explanationRow)`
    SELECT c.id AS "candidateId", l.name, e.text AS explanation
    FROM candidate c
    JOIN class l ON l.project_id = c.project_id AND l.id = c.class_id
    LEFT JOIN golden_explanation e ON e.project_id = c.project_id AND e.candidate_id = c.id
    WHERE c.project_id = ${projectId}::int AND c.id = ANY(${[...candidateIds]}::int[])
    ORDER BY l.name`
