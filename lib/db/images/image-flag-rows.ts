import { z } from 'zod'
import { streamRows } from '@/lib/db/session/copy-session'
import { raw, sql } from '@/lib/db/session/sql'

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
