import { z } from 'zod'
import { type Db, prisma } from '@/lib/db/client'
import { getValue, readRows, readValues, runSql } from '@/lib/db/session/sql'

export async function findShownCandidates(projectId: number, assignmentId: number, db: Db = prisma): Promise<number[]> {
  return readValues(db, z.number())`
    SELECT candidate_id AS id FROM shown_candidate
    WHERE project_id = ${projectId}::int AND assignment_id = ${assignmentId}::int ORDER BY position`
}

const pageCandidate = z.object({ id: z.number(), isVote: z.boolean() })

export async function findPageCandidates(projectId: number, pageId: number, db: Db = prisma) {
  return readRows(db, pageCandidate)`
    SELECT s.candidate_id AS id, t.kind = 'rating' AS "isVote"
    FROM assignment a
    JOIN task t ON t.project_id = a.project_id AND t.id = a.task_id
    JOIN shown_candidate s ON s.project_id = a.project_id AND s.assignment_id = a.id
    WHERE a.project_id = ${projectId}::int AND a.page_id = ${pageId}::int ORDER BY s.position`
}

export async function countOpenAssignments(projectId: number, raters: number, db: Db = prisma): Promise<number> {
  return getValue(db, z.number())`
    SELECT coalesce(sum(least(quota - assigned, ${raters}::int)), 0)::int AS free
    FROM task WHERE project_id = ${projectId}::int AND kind = 'rating' AND is_open`
}

export async function endLeases(projectId: number, raterIds: number[], db: Db = prisma): Promise<void> {
  await runSql(db)`
    UPDATE assignment SET lease_expires_at = now() - interval '1 second'
    WHERE project_id = ${projectId}::int AND rater_id = ANY (${raterIds}::int[]) AND state = 'leased'`
  await runSql(db)`SELECT expire_leases(${raterIds.length}::int)`
}
