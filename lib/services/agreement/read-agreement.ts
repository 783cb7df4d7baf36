import {
  type AgreementReport,
  type AgreementStamp,
  agreementReport,
  type ClassAgreement,
} from '@/lib/contracts/agreement'
import type { AgreementPoint } from '@/lib/contracts/projects/dashboard'
import { countCountedVotes, findNewestAgreementReport } from '@/lib/db/agreement/agreement-query'
import { prisma } from '@/lib/db/client'
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

/** `point` is the newest automatic measurement, for projects without a report. */
export async function readAgreement(
  actor: Actor,
  slug: string,
): Promise<{
  measured: StampedReport | null
  point: AgreementPoint | null
  voteCount: number
  hasSimulated: boolean
}> {
  const { project, projectId } = await guardProject(actor, slug, 'admin')
  const [measured, newest, voteCount] = await Promise.all([
    findStampedReport(projectId),
    prisma.agreementPoint.findFirst({ where: { projectId }, orderBy: { at: 'desc' }, omit: { projectId: true } }),
    countCountedVotes(projectId),
  ])
  const point = newest && { ...newest, at: newest.at.toISOString() }
  return { measured, point, voteCount, hasSimulated: project.hasSimulated }
}

export function classesNamed(classes: readonly ClassAgreement[], part: string): ClassAgreement[] {
  const wanted = part.toLocaleLowerCase('en')
  return classes
    .filter(({ name, group }) => `${name}\n${group}`.toLocaleLowerCase('en').includes(wanted))
    .sort((one, other) => one.name.localeCompare(other.name, 'en'))
}
