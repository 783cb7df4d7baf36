import { ExpertHome } from '@/components/golden/expert-home'
import { GoldenOverviewPage } from '@/components/golden/golden-overview-page'
import { goldenImageQuery } from '@/lib/contracts/golden/golden'
import { projectPages } from '@/lib/domain/projects/project-pages'
import { listGoldenImages } from '@/lib/services/golden/draw-golden-images'
import { readGoldenOverview } from '@/lib/services/golden/read-golden-overview'
import { listJobs } from '@/lib/services/jobs/read-jobs'
import { nullIf, projectPage } from '../project-page'

export const metadata = { title: projectPages.golden.title }

export default projectPage(projectPages.golden, async ({ actor, slug, query }) => {
  const { page } = goldenImageQuery.catch({ page: 1 }).parse(query)
  const images = await listGoldenImages(actor, { slug, page })
  const overview = await nullIf('forbidden', readGoldenOverview(actor, slug))
  if (!overview) return <ExpertHome slug={slug} images={images} />
  const { jobs } = await listJobs(actor, slug)
  return <GoldenOverviewPage slug={slug} overview={overview} images={images} jobs={jobs} />
})
