import { type Db, prisma } from '@/lib/db/client'
import type { AgreementReport } from '@/lib/db/generated/client'
import type { CopySession } from '@/lib/db/session/copy-session'
import { lockProject } from '@/lib/db/session/lock-project'

export interface NewAgreementReport {
  projectId: number
  votesUntil: Date
  inputHash: string
  codeVersion: string
  seed: number
  replicates: number
  report: unknown
}

/** Writes a report under the project's next number, which it gives. */
export async function insertAgreementReport(session: CopySession, report: NewAgreementReport): Promise<number> {
  // The lock on the project hands out numbers one at a time.
  await lockProject(session, report.projectId)
  const [{ id }] = await session.query<{ id: number }>(
    `INSERT INTO agreement_report (project_id, id, votes_until, input_hash, code_version, seed, replicates, report)
     SELECT $1, coalesce(max(id), 0) + 1, $2, $3, $4, $5, $6, $7 FROM agreement_report WHERE project_id = $1
     RETURNING id`,
    [
      report.projectId,
      report.votesUntil,
      report.inputHash,
      report.codeVersion,
      report.seed,
      report.replicates,
      JSON.stringify(report.report),
    ],
  )
  return id
}

/** The newest report of a project; null when there is none yet. */
export const findNewestAgreementReport = (projectId: number, db: Db = prisma): Promise<AgreementReport | null> =>
  db.agreementReport.findFirst({ where: { projectId }, orderBy: { id: 'desc' } })
