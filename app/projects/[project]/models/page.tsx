import { ModelsOverview } from '@/components/models/models-overview'
import { modelsAddress } from '@/lib/domain/models/models-view'
import { projectPages } from '@/lib/domain/projects/project-pages'
import { listJobs } from '@/lib/services/jobs/read-jobs'
import { modelsPage } from '@/lib/services/models/models-page'
import { projectPage } from '../project-page'

export const metadata = { title: projectPages.models.title }

export default projectPage({ ...projectPages.models, view: modelsAddress }, async ({ actor, slug, view }) => {
  const [page, { jobs }] = await Promise.all([modelsPage(actor, slug, view), listJobs(actor, slug)])
  return <ModelsOverview page={page} view={view} jobs={jobs} />
})
