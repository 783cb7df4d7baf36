import { z } from 'zod'
import { flaggedImage, raterFlag } from '@/lib/contracts/images/image-flag'
import { type Db, prisma } from '@/lib/db/client'
import { streamRows } from '@/lib/db/session/copy-session'
import { empty, getValue, raw, readRows, readValues, rowOf, sql } from '@/lib/db/session/sql'

export interface FlagScope {
  projectId: number
  isSettled: boolean
  kind: string | null
}

const isShown = ({ projectId, isSettled, kind }: FlagScope) => sql`
  f.project_id = ${projectId}::int AND (f.settled_at IS NOT NULL) = ${isSettled}
  ${kind === null ? empty : kind === 'comment' ? sql`AND f.comment IS NOT NULL` : sql`AND f.kinds @> ARRAY[${kind}]`}`

const countRow = z.object({ kind: z.string().nullable(), isSettled: z.boolean(), images: z.number() })

/** A null `kind` counts all flags. */
export const countFlaggedImages = (projectId: number) =>
  readRows(prisma, countRow)`
    SELECT k.kind, f.settled_at IS NOT NULL AS "isSettled", count(DISTINCT f.image_id)::int AS images
    FROM image_flag f, LATERAL (
      SELECT NULL AS kind UNION ALL SELECT unnest(f.kinds) UNION ALL SELECT 'comment' WHERE f.comment IS NOT NULL
    ) k WHERE f.project_id = ${projectId}::int GROUP BY k.kind, f.settled_at IS NOT NULL`

export const openFlaggedImages = (projectId: number) => sql`
  (SELECT count(DISTINCT image_id)::int FROM image_flag WHERE project_id = ${projectId}::int AND settled_at IS NULL)`

export const countOpenFlaggedImages = (projectId: number): Promise<number> =>
  getValue(prisma, z.number())`SELECT ${openFlaggedImages(projectId)} AS images`

const flagRow = rowOf(flaggedImage.omit({ flags: true }).extend(raterFlag.shape))
export type FlagRow = z.infer<typeof flagRow>

/** Returns the most recently flagged images first, each image's flags in the order given. */
export const findFlags = (scope: FlagScope, { limit, offset }: { limit: number; offset: number }): Promise<FlagRow[]> =>
  readRows(prisma, flagRow)`
    WITH page AS (
      SELECT f.image_id, max(f.created_at) AS last FROM image_flag f WHERE ${isShown(scope)}
      GROUP BY f.image_id ORDER BY last DESC, f.image_id LIMIT ${limit}::int OFFSET ${offset}::int
    )
    SELECT f.image_id AS "imageId", i.file_name AS "fileName", i.content_hash AS "contentHash", i.credit, i.license,
      f.rater_id AS "raterId", f.kinds, f.comment, f.created_at AS "createdAt", f.settled_at AS "settledAt"
    FROM page p
    JOIN image_flag f ON f.image_id = p.image_id AND ${isShown(scope)}
    JOIN image i ON i.project_id = f.project_id AND i.id = f.image_id
    ORDER BY p.last DESC, f.image_id, f.created_at, f.rater_id`

/** Settles or reopens flags on an image and returns the raters whose flags changed. */
export async function settleFlags(
  {
    projectId,
    imageId,
    isSettled,
    raterIds,
    userId,
  }: {
    projectId: number
    imageId: number
    isSettled: boolean
    raterIds: number[] | null
    userId: string | null
  },
  db: Db,
): Promise<number[]> {
  const changed = await readValues(db, z.number())`
    UPDATE image_flag SET settled_at = CASE WHEN ${isSettled} THEN now() END,
      settled_by = CASE WHEN ${isSettled} THEN ${userId}::uuid END
    WHERE project_id = ${projectId}::int AND image_id = ${imageId}::int AND (settled_at IS NOT NULL) <> ${isSettled}
      AND (${raterIds}::int[] IS NULL OR rater_id = ANY (${raterIds}::int[]))
    RETURNING rater_id`
  return changed.sort((one, other) => one - other)
}

const exportedFlag = z.object({
  fileName: z.string(),
  raterId: z.number(),
  kinds: z.string(),
  comment: z.string().nullable(),
  /** UTC, as formatted by the database. */
  createdAt: z.string(),
  settledAt: z.string().nullable(),
})

const time = (column: string) => sql`to_char(${raw(column)} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')`

/** Streams the flags of a project by image position, then by rater. Kinds are separated by spaces. */
export const imageFlagRows = (projectId: number) => streamRows(exportedFlag)`
  SELECT i.file_name AS "fileName", f.rater_id AS "raterId", array_to_string(f.kinds, ' ') AS kinds, f.comment,
    ${time('f.created_at')} AS "createdAt", ${time('f.settled_at')} AS "settledAt"
  FROM image_flag f JOIN image i ON i.project_id = f.project_id AND i.id = f.image_id
  WHERE f.project_id = ${projectId}
  ORDER BY i.position, f.rater_id`
