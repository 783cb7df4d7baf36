import { type CompareMethodsResult, compareMethodsResult } from '@/lib/contracts/runs/compare-methods'
import { findGoldenCoverage } from '@/lib/db/golden/golden-coverage-query'
import { findNewestResult } from '@/lib/db/jobs/job-rows'
import type { Actor } from '@/lib/domain/permissions'
import { withWidth } from '@/lib/numeric/quantiles'
import { guardProject } from '@/lib/services/access/guard-project'

export interface MethodComparison {
  /** The newest comparison that succeeded, with the time of its end. */
  latest: { result: CompareMethodsResult; finishedAt: string } | null
  hasGolden: boolean
  hasSimulated: boolean
}

/** Results of older versions have intervals without width. */
const withWidths = (result: CompareMethodsResult): CompareMethodsResult => ({
  ...result,
  methods: result.methods.map((one) => ({
    ...one,
    interval: withWidth(one.interval),
    differenceInterval: withWidth(one.differenceInterval),
  })),
})

export async function readMethodComparison(actor: Actor, slug: string): Promise<MethodComparison> {
  const { project, projectId } = await guardProject(actor, slug, 'admin')
  const [found, { hasExpert }] = await Promise.all([
    findNewestResult({ projectId, kind: 'compare-methods' }, compareMethodsResult),
    findGoldenCoverage(projectId),
  ])
  const latest = found && { result: withWidths(found.result), finishedAt: found.finishedAt }
  return { latest, hasGolden: hasExpert, hasSimulated: project.hasSimulated }
}
