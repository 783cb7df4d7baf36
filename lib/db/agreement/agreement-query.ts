import { z } from 'zod'
import { prisma } from '@/lib/db/client'
import type { AgreementPoint, AgreementReport } from '@/lib/db/generated/client'
import { type CopySession, withCopySession } from '@/lib/db/session/copy-session'
import { readColumns } from '@/lib/db/session/read-columns'
import { countedVotes, isCountedVote } from '@/lib/db/session/row-conditions'
import { type Connection, findRow, getValue, newRow, raw, readRows, runSql, sql } from '@/lib/db/session/sql'
import { lockProject } from '@/lib/db/session/transaction'

type NewAgreementReport = Omit<AgreementReport, 'id' | 'createdAt' | 'report'> & { report: unknown }

export async function insertAgreementReport(session: CopySession, report: NewAgreementReport): Promise<number> {
  // The project's lock assigns one number at a time.
  await lockProject(session, report.projectId)
  return getValue(session, z.number())`
    INSERT INTO agreement_report ${newRow({
      ...report,
      id: sql`(SELECT coalesce(max(id), 0) + 1 FROM agreement_report WHERE project_id = ${report.projectId})`,
      report: JSON.stringify(report.report),
    })} RETURNING id`
}

export const insertAgreementPoint = (on: Connection, point: AgreementPoint) =>
  runSql(on)`INSERT INTO agreement_point ${newRow({ ...point })}`

export const findNewestAgreementReport = (projectId: number): Promise<AgreementReport | null> =>
  prisma.agreementReport.findFirst({ where: { projectId }, orderBy: { id: 'desc' } })

const state = z.object({
  projectId: z.number(),
  voteCount: z.number(),
  lastAt: z.date().nullable(),
  lastVoteCount: z.number().nullable(),
})

/** Returns every unarchived project with counted votes: how many it has, and its newest point. */
export const findAgreementStates = () =>
  readRows(prisma, state)`
    SELECT p.id AS "projectId", v.votes AS "voteCount", last.at AS "lastAt", last.vote_count AS "lastVoteCount"
    FROM project p
    JOIN LATERAL (SELECT ${countedVotes(raw('p.id'))} AS votes) v ON v.votes > 0
    LEFT JOIN LATERAL (
      SELECT at, vote_count FROM agreement_point WHERE project_id = p.id ORDER BY at DESC LIMIT 1
    ) last ON true
    WHERE p.archived_at IS NULL ORDER BY p.id`

export const countCountedVotes = (projectId: number) =>
  getValue(prisma, z.number())`SELECT ${countedVotes(sql`${projectId}::int`)}`

/** The counted votes, ordered by candidate and rater. */
export interface AgreementVotes {
  candidate: Int32Array
  image: Int32Array
  rater: Int32Array
  answer: Uint8Array
}

export const readAgreementVotes = (projectId: number, voteCount: number): Promise<AgreementVotes> =>
  withCopySession(async (session) => {
    await runSql(session)`SET TRANSACTION READ ONLY`
    await runSql(session)`SET LOCAL work_mem = '64MB'`
    return readColumns(
      session,
      { candidate: Int32Array, image: Int32Array, rater: Int32Array, answer: Uint8Array },
      { rowCount: voteCount },
    )`
      SELECT v.candidate_id, v.image_id, v.rater_id, v.answer FROM vote v
      WHERE v.project_id = ${projectId} AND ${isCountedVote('v')}
      ORDER BY v.candidate_id, v.rater_id`
  })

const raterAgreementRow = z.object({
  createdAt: z.date(),
  overall: z.unknown(),
  rater: z.unknown(),
  pairs: z.unknown(),
})

/**
 * Returns one rater's part of the newest report, as JSON in the format of the version that wrote it. The rest of the
 * report is large and stays in the database.
 */
export const findRaterAgreement = (projectId: number, raterId: number) =>
  findRow(prisma, raterAgreementRow)`
    WITH newest AS (
      SELECT created_at, report FROM agreement_report WHERE project_id = ${projectId}::int ORDER BY id DESC LIMIT 1
    ), asked AS (SELECT jsonb_build_object('id', ${raterId}::int) AS id)
    SELECT created_at AS "createdAt", report -> 'overall' AS overall,
      jsonb_path_query_first(report, '$.byRater[*] ? (@.raterId == $id)', asked.id) AS rater,
      jsonb_path_query_array(report, '$.pairs[*] ? (@.raterA == $id || @.raterB == $id)', asked.id) AS pairs
    FROM newest, asked`

/** Day of the last vote on each candidate, in days since 1970 (UTC). */
export interface CandidateDays {
  candidate: Int32Array
  day: Int32Array
}

/** Leaves out candidates whose votes have no time. Reads every vote, unless no vote of the project has a time. */
export const findCandidateDays = (projectId: number, until: Date): Promise<CandidateDays> =>
  withCopySession(
    (session) =>
      readColumns(session, { candidate: Int32Array, day: Int32Array })`
      SELECT v.candidate_id, floor(extract(epoch FROM max(a.submitted_at)) / 86400)::int FROM assignment a
      JOIN vote v ON v.project_id = a.project_id AND v.assignment_id = a.id
      WHERE a.project_id = ${projectId} AND a.submitted_at <= ${until}
      GROUP BY v.candidate_id`,
  )
