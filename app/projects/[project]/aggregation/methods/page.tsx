import { MethodComparisonView } from '@/components/runs/method-comparison'
import { projectPages } from '@/lib/domain/projects/project-pages'
import { listJobs } from '@/lib/services/jobs/read-jobs'
import { readMethodComparison } from '@/lib/services/runs/compare-methods'
import { projectPage } from '../../project-page'

export const metadata = { title: projectPages.methods.title }

export default projectPage(projectPages.methods, async ({ actor, slug }) => {
  const [comparison, { jobs }] = await Promise.all([readMethodComparison(actor, slug), listJobs(actor, slug)])
  return <MethodComparisonView slug={slug} jobs={jobs} {...comparison} />
})
