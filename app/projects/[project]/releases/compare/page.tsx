import { redirect } from 'next/navigation'
import { ReleaseComparisonPage } from '@/components/releases/release-comparison-page'
import { releaseComparisonAddress } from '@/lib/domain/releases/release-comparison-view'
import { compareReleases } from '@/lib/services/releases/compare-releases'
import { projectPage } from '../../project-page'

export const metadata = { title: 'Compare releases' }

export default projectPage(
  { path: '/releases/compare', role: 'admin', view: releaseComparisonAddress },
  async ({ actor, slug, view }) => {
    const { a, b, change, classIndex, page } = view
    if (a === null || b === null) redirect(`/projects/${slug}/releases`)
    const wanted = { a, b, page, ...(change && { change }), ...(classIndex !== null && { class: classIndex }) }
    return (
      <ReleaseComparisonPage slug={slug} comparison={await compareReleases(actor, { slug, ...wanted })} view={view} />
    )
  },
)
