import { PlanPage } from '@/components/plan/plan-page'
import { projectPages } from '@/lib/domain/projects/project-pages'
import { listJobs } from '@/lib/services/jobs/read-jobs'
import { readPlan } from '@/lib/services/plan/read-plan'
import { readProjectOverview, readProjectSettings } from '@/lib/services/projects/read-project'
import { projectPage } from '../project-page'

export const metadata = { title: projectPages.plan.title }

export default projectPage(projectPages.plan, async ({ actor, slug }) => {
  const [planState, { jobs }, { hasSimulated }, { ratersPerTask }] = await Promise.all([
    readPlan(actor, slug),
    listJobs(actor, slug),
    readProjectOverview(actor, slug),
    readProjectSettings(actor, slug),
  ])
  return (
    <PlanPage slug={slug} initial={planState} jobs={jobs} ratersPerTask={ratersPerTask} hasSimulated={hasSimulated} />
  )
})
