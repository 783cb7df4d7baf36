import { z } from 'zod'
import { creditedPicture } from '@/lib/contracts/rating/credited-picture'
import { type Db, prisma } from '@/lib/db/client'
import { readRows } from '@/lib/db/session/sql'

const row = creditedPicture.omit({ url: true }).extend({ contentHash: z.string() })

/** The credited pictures that a rater has answered or skipped and does not hold again, the newest first, at most `limit`. */
export const findOwnCredits = (projectId: number, raterId: number, limit: number, db: Db = prisma) =>
  readRows(db, row)`
    SELECT i.content_hash AS "contentHash", i.credit, i.credit_url AS "creditUrl", i.license
    FROM assignment a
    JOIN task t ON t.project_id = a.project_id AND t.id = a.task_id
    JOIN image i ON i.project_id = t.project_id AND i.id = t.image_id
    WHERE a.project_id = ${projectId}::int AND a.rater_id = ${raterId}::int AND i.content_hash IS NOT NULL
      AND coalesce(i.credit, i.credit_url, i.license) IS NOT NULL
    GROUP BY i.content_hash, i.credit, i.credit_url, i.license
    HAVING bool_and(a.state IN ('submitted', 'skipped'))
    ORDER BY max(a.id) DESC LIMIT ${limit}::int`
