import type { ClassAgreement } from '@/lib/contracts/agreement'
import { prisma } from '@/lib/db/client'
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
