import type { Metadata } from 'next'
import { NeedsRole } from '@/components/kit/needs-role'
import { AggregationPage } from '@/components/runs/aggregation-page'
import { requirePageActor } from '@/lib/auth/page-actor'
import { projectPages } from '@/lib/domain/projects/project-pages'
import { listJobs } from '@/lib/services/jobs/read-jobs'
import { readProjectOverview } from '@/lib/services/projects/read-project-overview'
import { listMethods } from '@/lib/services/runs/list-methods'
import { listRuns } from '@/lib/services/runs/list-runs'
import { ifAllowed } from '../if-allowed'

export const metadata: Metadata = { title: projectPages.runs.title }
export const dynamic = 'force-dynamic'

interface Props {
  params: Promise<{ project: string }>
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

export default async function Page({ params, searchParams }: Props) {
  const [{ project: slug }, { method }] = await Promise.all([params, searchParams])
  const actor = await requirePageActor(`/projects/${slug}/aggregation`)
  const found = await ifAllowed(
    Promise.all([
      readProjectOverview(actor, slug),
      listMethods(actor, slug),
      listRuns(actor, slug),
      listJobs(actor, slug),
    ]),
  )
  if (!found) return <NeedsRole slug={slug} needed="admin" />
  const [overview, choice, { runs }, { jobs }] = found
  const asked = typeof method === 'string' ? method : null
  return <AggregationPage overview={overview} choice={choice} runs={runs} jobs={jobs} method={asked} />
}
