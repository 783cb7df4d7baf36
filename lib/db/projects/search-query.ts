import { z } from 'zod'
import { raterSummary } from '@/lib/contracts/raters/rater-table'
import { prisma } from '@/lib/db/client'
import { escapeLike, readRows } from '@/lib/db/session/sql'

interface Search {
  projectId: number
  text: string
  /** The text as a number; null if it is none. */
  number: number | null
  limit: number
}

const imageRow = z.object({ id: z.number(), position: z.number(), fileName: z.string() })

/**
 * Searches images by position or name: the position first, then names that start with the text, then the others. Each
 * part stops at its limit and the first two use an index, so only a text that hardly any name contains scans all names.
 */
export async function searchImages({ projectId, text, number, limit }: Search) {
  const escaped = escapeLike(text)
  const found = await readRows(prisma, imageRow)`
    (SELECT id, position, file_name AS "fileName" FROM image
      WHERE project_id = ${projectId}::int AND position = ${number}::int)
    UNION ALL
    (SELECT id, position, file_name FROM image
      WHERE project_id = ${projectId}::int AND file_name LIKE ${`${escaped}%`} ORDER BY file_name LIMIT ${limit}::int)
    UNION ALL
    (SELECT id, position, file_name FROM image
      WHERE project_id = ${projectId}::int AND file_name ILIKE ${`%${escaped}%`} ORDER BY position LIMIT ${limit}::int)`
  return [...new Map(found.map((row) => [row.id, row])).values()].slice(0, limit)
}

/** Searches by number, then by the beginning of the number, then by part of the external id. */
export async function searchRaters({ projectId, text, number, limit }: Search) {
  const escaped = escapeLike(text)
  return readRows(prisma, raterSummary.pick({ id: true, kind: true, isExpert: true, externalId: true }))`
    SELECT id, kind::text, is_expert AS "isExpert", external_id AS "externalId" FROM rater
    WHERE project_id = ${projectId}::int
      AND (id::text LIKE ${`${number ?? '-'}%`} OR external_id ILIKE ${`%${escaped}%`})
    ORDER BY (id = ${number}::int) IS TRUE DESC, id::text LIKE ${`${number ?? '-'}%`} DESC, id
    LIMIT ${limit}::int`
}
