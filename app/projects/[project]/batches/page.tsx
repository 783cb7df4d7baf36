import { BatchesPage } from '@/components/plan/batches-page'
import { projectPages } from '@/lib/domain/projects/project-pages'
import { listJobs } from '@/lib/services/jobs/read-jobs'
import { listBatches } from '@/lib/services/plan/read-batches'
import { projectPage } from '../project-page'

export const metadata = { title: projectPages.batches.title }

export default projectPage(projectPages.batches, async ({ actor, slug }) => {
  const [list, { jobs }] = await Promise.all([listBatches(actor, slug), listJobs(actor, slug)])
  return <BatchesPage slug={slug} list={list} jobs={jobs} />
})
