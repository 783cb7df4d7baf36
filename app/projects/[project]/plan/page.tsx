import type { Metadata } from 'next'
import { NeedsAdmin } from '@/components/kit/needs-admin'
import { Workshop } from '@/components/workshop/workshop'
import { requirePageActor } from '@/lib/auth/page-actor'
import { projectPages } from '@/lib/domain/projects/project-pages'
import { listJobs } from '@/lib/services/jobs/list-jobs'
import { readProjectOverview } from '@/lib/services/projects/read-project-overview'
import { readProjectSettings } from '@/lib/services/projects/read-project-settings'
import { readWorkshop } from '@/lib/services/workshop/read-workshop'
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
      readWorkshop(actor, slug),
      listJobs(actor, slug),
      readProjectOverview(actor, slug),
      readProjectSettings(actor, slug),
    ]),
  )
  if (!found) return <NeedsAdmin slug={slug} />
  const [workshop, { jobs }, { hasSimulated }, { ratersPerTask }] = found
  return (
    <Workshop slug={slug} initial={workshop} jobs={jobs} ratersPerTask={ratersPerTask} hasSimulated={hasSimulated} />
  )
}
