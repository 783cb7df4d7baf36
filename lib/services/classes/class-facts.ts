import type { AgreementFigures, ClassAgreement } from '@/lib/contracts/agreement'
import type { ClassFacts, ClassFigures, ClassShares, ShareEstimate } from '@/lib/contracts/classes/class'
import { prisma } from '@/lib/db/client'
import type { Class } from '@/lib/db/generated/client'
import { wilsonInterval } from '@/lib/numeric/wilson-interval'
import { findStampedReport } from '@/lib/services/agreement/read-agreement'
import { memoize } from '@/lib/services/memoize'

const reports = memoize<Map<number, ClassAgreement>>(8)

/** By class id. */
export async function classAgreement(projectId: number): Promise<Map<number, ClassAgreement>> {
  const newest = await prisma.agreementReport.findFirst({
    where: { projectId },
    orderBy: { id: 'desc' },
    select: { id: true, createdAt: true },
  })
  if (!newest) return new Map()
  return reports(`${projectId}.${newest.id}.${newest.createdAt.getTime()}`, async () => {
    const measured = await findStampedReport(projectId)
    return new Map(measured?.report.byClass.map((row) => [row.classId, row]))
  })
}

/** `part` of `whole` with the Wilson interval; null if `whole` is 0. */
export const shareEstimate = (part: number, whole: number): ShareEstimate => ({
  part,
  whole,
  interval: whole > 0 ? wilsonInterval(Math.min(part, whole), whole) : null,
})

export const classSharesOf = (figures: ClassFigures): ClassShares => ({
  changed: shareEstimate(figures.changedCount, figures.ratedCount),
  lost: shareEstimate(figures.ratedCount - figures.confirmedCount, figures.ratedCount),
  gained: shareEstimate(figures.keptCount - figures.confirmedCount, figures.keptCount),
  models: shareEstimate(figures.rightCount, figures.firstCount),
})

export const classFactsOf = (
  row: Class,
  { figures, agreement }: { figures: ClassFigures | null; agreement: ClassAgreement | null },
): ClassFacts => ({
  index: row.classIndex ?? -1,
  id: row.id,
  name: row.name,
  otherNames: row.otherNames,
  externalId: row.externalId,
  gloss: row.gloss,
  wikipediaUrl: row.wikipediaUrl,
  path: row.path,
  note: row.note,
  figures,
  shares: figures && classSharesOf(figures),
  agreement: agreement && withoutClass(agreement),
})

const withoutClass = ({ classId: _, name: __, group: ___, ...figures }: ClassAgreement): AgreementFigures => figures
