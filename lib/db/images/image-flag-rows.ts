import { copyRows } from '@/lib/db/session/copy-rows'
import { raw, sql } from '@/lib/db/session/sql'

export interface ExportedFlag {
  fileName: string
  raterId: number
  raterExternalId: string | null
  kinds: string
  comment: string | null
  /** UTC, as formatted by the database. */
  createdAt: string
  settledAt: string | null
}

/** Streams the flags of a project by image position, then by rater. Kinds are separated by spaces. */
export async function* imageFlagRows(projectId: number): AsyncGenerator<ExportedFlag, void, undefined> {
  const time = (column: string) => sql`to_char(${raw(column)} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')`
  const rows = copyRows`
    SELECT i.file_name, r.id, r.external_id, array_to_string(f.kinds, ' '), f.comment, ${time('f.created_at')}, ${time('f.settled_at')}
    FROM image_flag f
    JOIN image i ON i.project_id = f.project_id AND i.id = f.image_id
    JOIN rater r ON r.project_id = f.project_id AND r.id = f.rater_id
    WHERE f.project_id = ${projectId}
    ORDER BY i.position, f.rater_id`
  for await (const [fileName, raterId, raterExternalId, kinds, comment, createdAt, settledAt] of rows) {
    yield {
      fileName: fileName ?? '',
      raterId: Number(raterId),
      raterExternalId: raterExternalId ?? null,
      kinds: kinds ?? '',
      comment: comment ?? null,
      createdAt: createdAt ?? '',
      settledAt: settledAt ?? null,
    }
  }
}
