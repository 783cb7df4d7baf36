import { type AgreementReport, type AgreementStamp, agreementReport } from '@/lib/contracts/agreement'
import { countCountedVotes, findNewestAgreementReport } from '@/lib/db/agreement/agreement-query'
import type { Actor } from '@/lib/domain/permissions'
import { guardProject } from '@/lib/services/access/guard-project'

export interface StampedReport {
  stamp: AgreementStamp
  report: AgreementReport
}

/** Null if there is no report or its format is from an unsupported older version. */
export async function findStampedReport(projectId: number): Promise<StampedReport | null> {
  const row = await findNewestAgreementReport(projectId)
  const parsed = agreementReport.safeParse(row?.report)
  if (!row || !parsed.success) return null
  const { id, createdAt, inputHash, codeVersion, seed, replicates } = row
  const stamp = { id, createdAt: createdAt.toISOString(), inputHash, codeVersion, seed, replicates }
  return { stamp, report: parsed.data }
}

export async function readAgreement(
  actor: Actor,
  slug: string,
): Promise<{ measured: StampedReport | null; voteCount: number; hasSimulated: boolean }> {
  const { project, projectId } = await guardProject(actor, slug, 'admin')
  const [measured, voteCount] = await Promise.all([findStampedReport(projectId), countCountedVotes(projectId)])
  return { measured, voteCount, hasSimulated: project.hasSimulated }
}
