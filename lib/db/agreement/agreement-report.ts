import { z } from 'zod'
import { type Db, prisma } from '@/lib/db/client'
import type { AgreementReport } from '@/lib/db/generated/client'
import type { CopySession } from '@/lib/db/session/copy-session'
import { getValue, newRow, sql } from '@/lib/db/session/sql'
import { lockProject } from '@/lib/db/session/transaction'

export interface NewAgreementReport {
  projectId: number
  votesUntil: Date
  inputHash: string
  codeVersion: string
  seed: number
  replicates: number
  report: unknown
}

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

export const findNewestAgreementReport = (projectId: number, db: Db = prisma): Promise<AgreementReport | null> =>
  db.agreementReport.findFirst({ where: { projectId }, orderBy: { id: 'desc' } })
