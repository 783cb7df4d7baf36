import { redirect } from 'next/navigation'
import { Comparison } from '@/components/runs/comparison'
import { runComparisonAddress } from '@/lib/domain/runs/run-comparison-view'
import { compareRuns } from '@/lib/services/runs/compare-runs'
import { projectPage } from '../../project-page'

export const metadata = { title: 'Compare runs' }

export default projectPage(
  { path: '/aggregation/compare', role: 'admin', view: runComparisonAddress },
  async ({ actor, slug, view }) => {
    const { a, b, change, isGolden, page } = view
    if (a === null || b === null) redirect(`/projects/${slug}/aggregation`)
    const wanted = { a, b, page, ...(change && { change }), ...(isGolden && { golden: 'yes' as const }) }
    return <Comparison slug={slug} comparison={await compareRuns(actor, { slug, ...wanted })} view={view} />
  },
)
