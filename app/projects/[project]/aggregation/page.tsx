import { AggregationPage } from '@/components/runs/aggregation-page'
import { projectPages } from '@/lib/domain/projects/project-pages'
import { listJobs } from '@/lib/services/jobs/read-jobs'
import { readProjectOverview } from '@/lib/services/projects/read-project'
import { listMethods } from '@/lib/services/runs/list-methods'
import { listRuns } from '@/lib/services/runs/list-runs'
import { projectPage } from '../project-page'

export const metadata = { title: projectPages.runs.title }

export default projectPage(projectPages.runs, async ({ actor, slug, query: { method } }) => {
  const [overview, choice, { runs }, { jobs }] = await Promise.all([
    readProjectOverview(actor, slug),
    listMethods(actor, slug),
    listRuns(actor, slug),
    listJobs(actor, slug),
  ])
  const asked = typeof method === 'string' ? method : null
  return <AggregationPage overview={overview} choice={choice} runs={runs} jobs={jobs} method={asked} />
})
