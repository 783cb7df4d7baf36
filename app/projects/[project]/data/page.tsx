import { DataPage } from '@/components/data/data-page'
import { projectPages } from '@/lib/domain/projects/project-pages'
import { readProjectData } from '@/lib/services/data/project-data'
import { listJobs } from '@/lib/services/jobs/read-jobs'
import { projectPage } from '../project-page'

export const metadata = { title: projectPages.data.title }

export default projectPage(projectPages.data, async ({ actor, slug }) => {
  const [data, { jobs }] = await Promise.all([readProjectData(actor, slug), listJobs(actor, slug)])
  return <DataPage data={data} jobs={jobs} />
})
