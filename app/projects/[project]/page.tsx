import { Overview } from '@/components/projects/overview'
import { imageAddress } from '@/lib/domain/images/image-filter'
import { projectPages } from '@/lib/domain/projects/project-pages'
import { offeredFiles } from '@/lib/services/export-project'
import { listImages } from '@/lib/services/images/read-images'
import { listJobs } from '@/lib/services/jobs/read-jobs'
import { readDashboard, readFirstSteps } from '@/lib/services/projects/read-project'
import { projectPage } from './project-page'

export default projectPage(projectPages.overview, async ({ actor, slug, query: { by } }) => {
  const [{ dashboard, ...project }, { jobs }, { filter: _, ...results }, steps] = await Promise.all([
    readDashboard(actor, slug),
    listJobs(actor, slug),
    listImages(actor, { slug, filter: { ...imageAddress.initial, isChanged: true }, pageSize: 3 }),
    readFirstSteps(actor, slug),
  ])
  return (
    <Overview
      project={{ slug, ...project }}
      dashboard={dashboard}
      unit={by === 'day' ? 'day' : 'hour'}
      jobs={jobs}
      results={results}
      steps={steps}
      files={offeredFiles}
    />
  )
})
