import { z } from 'zod'
import { adjudicationEntry } from '@/lib/contracts/adjudication/adjudication'
import { prisma } from '@/lib/db/client'
import { streamRows } from '@/lib/db/session/copy-session'
import { getValue, join, readRows, rowOf, sql } from '@/lib/db/session/sql'
import type { HistoryView } from '@/lib/domain/adjudication/adjudication-view'
import { answerCode } from '@/lib/domain/rating/answer'

const entryRow = rowOf(adjudicationEntry)

type Filter = Omit<HistoryView, 'page'>

interface Scope {
  projectId: number
  filter: Filter
  /** Images whose decisions the reader may not see. */
  hidden?: ReadonlySet<number>
}

function isShown({ projectId, filter, hidden }: Scope) {
  const { reason, answer, isChanged, isUndone, rater } = filter
  const parts = [sql`a.project_id = ${projectId}::int`]
  if (hidden && hidden.size > 0)
    parts.push(sql`NOT EXISTS (SELECT FROM candidate h WHERE h.project_id = a.project_id AND h.id = a.candidate_id
      AND h.image_id = ANY (${[...hidden]}::int[]))`)
  if (reason) parts.push(sql`a.reason = ${reason}`)
  if (answer) parts.push(sql`a.answer = ${answerCode(answer)}::int`)
  if (isChanged !== null) parts.push(sql`(a.answer <> a.first_answer) = ${isChanged}`)
  if (isUndone !== null) parts.push(sql`a.is_undone = ${isUndone}`)
  if (rater !== null) parts.push(sql`a.rater_id = ${rater}::int`)
  return join(parts, ' AND ')
}

const nameOfRater = sql`coalesce(u.name, r.external_id, 'Expert ' || r.id)`
const people = sql`
  JOIN rater r ON r.project_id = a.project_id AND r.id = a.rater_id
  LEFT JOIN rater_identity d ON d.project_id = r.project_id AND d.rater_id = r.id
  LEFT JOIN app_user u ON u.id = d.user_id`

/** The newest first, including withdrawn ones. */
const entriesOf = (scope: Scope) => sql`
    SELECT a.id, a.candidate_id AS "candidateId", c.image_id AS "imageId", i.file_name AS "fileName",
      i.content_hash AS "contentHash", i.credit, i.license, l.name, l.class_index AS "classIndex",
      a.rater_id AS "raterId", ${nameOfRater} AS by, a.first_answer AS "firstAnswer", a.answer, a.reason, a.note,
      (a.origin->>'score')::float8 AS score, a.is_undone AS "isUndone", a.created_at AS "createdAt",
      EXISTS (SELECT FROM adjudication n WHERE n.project_id = a.project_id AND n.candidate_id = a.candidate_id
        AND n.id > a.id AND NOT n.is_undone) AS "isOvertaken"
    FROM adjudication a
    JOIN candidate c ON c.project_id = a.project_id AND c.id = a.candidate_id
    JOIN class l ON l.project_id = c.project_id AND l.id = c.class_id
    JOIN image i ON i.project_id = c.project_id AND i.id = c.image_id
    ${people}
    WHERE ${isShown(scope)} ORDER BY a.id DESC`

export const findAdjudications = (scope: Scope, { limit, offset }: { limit: number; offset: number }) =>
  readRows(prisma, entryRow)`${entriesOf(scope)} LIMIT ${limit}::int OFFSET ${offset}::int`

/** All of one moment, also if decisions are made meanwhile. */
export const streamAdjudications = (scope: Scope) => streamRows(entryRow)`${entriesOf(scope)}`

export const countAdjudications = (scope: Scope): Promise<number> => getValue(prisma, z.number())`
    SELECT count(*)::int AS count FROM adjudication a WHERE ${isShown(scope)}`

export const findAdjudicators = (projectId: number) =>
  readRows(prisma, z.object({ raterId: z.number(), name: z.string() }))`
    SELECT DISTINCT a.rater_id AS "raterId", ${nameOfRater} AS name FROM adjudication a ${people}
    WHERE a.project_id = ${projectId}::int ORDER BY name, "raterId"`
