import { z } from 'zod'
import type { Db } from '@/lib/db/client'
import { readRows, readValues, sql } from '@/lib/db/session/sql'
import { closedCandidates, isAdjudicated } from './adjudication-queue-query'

/** Sends the candidates of images to experts, except decided and already sent ones. Returns the sent ones. */
export const insertRequests = (
  { projectId, imageIds, userId }: { projectId: number; imageIds: number[]; userId: string | null },
  db: Db,
) =>
  readRows(db, z.object({ candidateId: z.number(), imageId: z.number() }))`
    WITH added AS (
      INSERT INTO adjudication_request (project_id, candidate_id, user_id)
      SELECT ${projectId}::int, c.id, ${userId}::uuid FROM candidate c
      WHERE c.project_id = ${projectId}::int AND c.image_id = ANY(${imageIds}::int[])
        AND c.id NOT IN (${closedCandidates({ projectId, hiddenImages: [] })})
        AND NOT ${isAdjudicated({ projectId }, sql`c.id`)}
      ON CONFLICT DO NOTHING RETURNING candidate_id
    )
    SELECT c.id AS "candidateId", c.image_id AS "imageId" FROM added a
    JOIN candidate c ON c.project_id = ${projectId}::int AND c.id = a.candidate_id ORDER BY c.id`

/** Withdraws the undecided candidates of images and returns the image of each. */
export const deleteRequests = (projectId: number, imageIds: number[], db: Db): Promise<number[]> =>
  readValues(db, z.number())`
    DELETE FROM adjudication_request q USING candidate c
    WHERE q.project_id = ${projectId}::int AND c.project_id = q.project_id AND c.id = q.candidate_id
      AND c.image_id = ANY(${imageIds}::int[]) AND NOT ${isAdjudicated({ projectId }, sql`q.candidate_id`)}
    RETURNING c.image_id`
