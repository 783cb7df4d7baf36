import type { Metadata } from 'next'
import { NeedsRole } from '@/components/kit/needs-role'
import { PlanPage } from '@/components/plan/plan-page'
import { requirePageActor } from '@/lib/auth/page-actor'
import { projectPages } from '@/lib/domain/projects/project-pages'
import { listJobs } from '@/lib/services/jobs/read-jobs'
import { readPlan } from '@/lib/services/plan/read-plan'
import { readProjectOverview } from '@/lib/services/projects/read-project-overview'
import { readProjectSettings } from '@/lib/services/projects/read-project-settings'
import { ifAllowed } from '../if-allowed'

export const metadata: Metadata = { title: projectPages.plan.title }
export const dynamic = 'force-dynamic'

interface Props {
  params: Promise<{ project: string }>
}

export default async function Page({ params }: Props) {
  const { project: slug } = await params
  const actor = await requirePageActor(`/projects/${slug}/plan`)
  const found = await ifAllowed(
    Promise.all([
      readPlan(actor, slug),
      listJobs(actor, slug),
      readProjectOverview(actor, slug),
      readProjectSettings(actor, slug),
    ]),
  )
  if (!found) return <NeedsRole slug={slug} needed="admin" />
  const [planState, { jobs }, { hasSimulated }, { ratersPerTask }] = found
  return (
    <PlanPage slug={slug} initial={planState} jobs={jobs} ratersPerTask={ratersPerTask} hasSimulated={hasSimulated} />
  )
}
