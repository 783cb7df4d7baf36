import { z } from 'zod'
import { askedOnPage } from '@/lib/contracts/class-page'
import { type Db, prisma } from '@/lib/db/client'
import type { Adjudication } from '@/lib/db/generated/client'
import { getRow, getValue, readRows, readValues, runSql, type Sql, sql } from '@/lib/db/session/sql'
import { outsideReasons } from '@/lib/domain/adjudication/adjudication'
import { closedCandidates, isAdjudicated } from './adjudication-queue-query'

const decisionOrigin = z.object({ asked: askedOnPage.optional() })

/** Undefined fields of the origin are left out. */
type NewAdjudication = Omit<Adjudication, 'id' | 'origin' | 'isUndone' | 'undoneAt' | 'createdAt'> & { origin: object }

/** Marks a rater without any answers as an expert. Higher numbers are newer. The project must be locked. */
export async function insertAdjudication(row: NewAdjudication, db: Db): Promise<number> {
  const { projectId, candidateId, raterId, firstAnswer, answer, reason, note, origin } = row
  const id = await getValue(db, z.number())`
    INSERT INTO adjudication (project_id, id, candidate_id, rater_id, first_answer, answer, reason, note, origin)
    SELECT ${projectId}::int, coalesce(max(id), 0) + 1, ${candidateId}::int, ${raterId}::int, ${firstAnswer}::smallint,
      ${answer}::smallint, ${reason}, ${note}, ${JSON.stringify(origin)}::jsonb
    FROM adjudication WHERE project_id = ${projectId}::int RETURNING id`
  await countAsExpert(projectId, raterId, db)
  return id
}

/** Marks a rater who has no assignment and no golden answer as an expert. */
export const countAsExpert = (projectId: number, raterId: number, db: Db) =>
  runSql(db)`
    UPDATE rater SET is_expert = true WHERE project_id = ${projectId}::int AND id = ${raterId}::int AND NOT is_expert
      AND NOT EXISTS (SELECT FROM assignment a WHERE a.project_id = rater.project_id AND a.rater_id = rater.id)
      AND NOT EXISTS (SELECT FROM golden_answer g WHERE g.project_id = rater.project_id AND g.rater_id = rater.id)`

/** Returns whether a decision with this submission name is stored, even if withdrawn. The project must be locked. */
export async function hasSubmission(
  { projectId, raterId, submission }: { projectId: number; raterId: number; submission: string },
  db: Db,
): Promise<boolean> {
  const found = await db.adjudication.findFirst({
    where: { projectId, raterId, origin: { path: ['submission'], equals: submission } },
    select: { id: true },
  })
  return found !== null
}

/** Marks the decisions that `which` chooses as undone, except those that are. */
export const markUndone = (projectId: number, which: Sql, db: Db) =>
  readRows(db, z.object({ candidateId: z.number(), raterId: z.number() }))`
    UPDATE adjudication SET is_undone = true, undone_at = now()
    WHERE project_id = ${projectId}::int AND NOT is_undone AND ${which}
    RETURNING candidate_id AS "candidateId", rater_id AS "raterId"`

export const undoDecisions = (projectId: number, ids: number[], db: Db) =>
  markUndone(projectId, sql`id = ANY(${ids}::int[])`, db)

/** Sets an expert's golden answer on a pair to their newest adjudication that stands; deletes it if there is none. */
export async function alignAdjudicatedAnswer(projectId: number, candidateId: number, raterId: number, db: Db) {
  const key = { projectId, candidateId, raterId, source: 'adjudication' as const }
  const current = await db.adjudication.findFirst({
    where: { projectId, candidateId, raterId, isUndone: false },
    orderBy: { id: 'desc' },
    select: { answer: true, createdAt: true },
  })
  if (!current) return db.goldenAnswer.deleteMany({ where: key })
  const said = { answer: current.answer, answeredAt: current.createdAt }
  await db.goldenAnswer.upsert({
    where: { projectId_candidateId_raterId_source: key },
    create: { ...key, ...said },
    update: said,
  })
}

/** Returns an expert's newest adjudication from the queue; other decisions are withdrawn on their own screens. */
export const findLastAdjudication = (projectId: number, raterId: number, db: Db) =>
  db.adjudication.findFirst({
    where: { projectId, raterId, isUndone: false, reason: { notIn: [...outsideReasons] } },
    orderBy: { id: 'desc' },
  })

/** Returns all adjudications of a page that were not withdrawn, by position, or just `one` if not asked on a page. */
export async function findDecisionsOfPage(one: Adjudication, db: Db): Promise<Adjudication[]> {
  const { asked } = decisionOrigin.parse(one.origin)
  if (!asked) return [one]
  const { projectId, raterId } = one
  const all = await db.adjudication.findMany({
    where: { projectId, raterId, isUndone: false, origin: { path: ['asked', 'page'], equals: asked.page } },
  })
  const position = ({ origin }: Adjudication) => decisionOrigin.parse(origin).asked?.position ?? 0
  return all.sort((first, second) => position(first) - position(second))
}

const decidedRow = z.object({ adjudicated: z.number(), sinceRun: z.number(), canUndo: z.boolean() })

// A decision that was made and undone after `since` changes nothing.
const madeSince = (since: Sql) => sql`(NOT is_undone AND created_at > ${since})`
const undoneSince = (since: Sql) => sql`(undone_at > ${since} AND created_at <= ${since})`

/** Counts the candidates decided in the queue, and whether one of the decisions is the rater's own. */
export const findDecided = ({
  projectId,
  raterId,
  runId,
}: {
  projectId: number
  raterId: number
  runId: number | null
}) =>
  getRow(prisma, decidedRow)`
    WITH run AS (
      SELECT coalesce((
        SELECT votes_until FROM aggregation_run WHERE project_id = ${projectId}::int AND id = ${runId}::int
      ), '-infinity') AS until
    )
    SELECT (count(DISTINCT candidate_id) FILTER (WHERE NOT is_undone))::int AS adjudicated,
      (count(DISTINCT candidate_id) FILTER (WHERE ${madeSince(sql`until`)} OR ${undoneSince(sql`until`)}))::int AS "sinceRun",
      coalesce(bool_or(NOT is_undone AND rater_id = ${raterId}::int), false) AS "canUndo"
    FROM adjudication, run
    WHERE project_id = ${projectId}::int AND reason <> ALL (${[...outsideReasons]}::text[])`

/** Counts the candidates decided after `since`, by experts or by hand, and the others whose decision was undone after. */
export const countDecisionsSince = (projectId: number, since: Date) =>
  getRow(prisma, z.object({ made: z.number(), undone: z.number() }))`
    WITH changed AS (
      SELECT bool_or(NOT is_undone) AS is_made FROM adjudication
      WHERE project_id = ${projectId}::int AND (${madeSince(sql`${since}`)} OR ${undoneSince(sql`${since}`)})
      GROUP BY candidate_id
    )
    SELECT (count(*) FILTER (WHERE is_made))::int AS made, (count(*) FILTER (WHERE NOT is_made))::int AS undone
    FROM changed`

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
