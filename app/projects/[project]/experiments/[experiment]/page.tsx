import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { ExperimentPage } from '@/components/experiments/experiment-page'
import { NeedsRole } from '@/components/kit/needs-role'
import { requirePageActor } from '@/lib/auth/page-actor'
import { experimentPath } from '@/lib/contracts/endpoint'
import { readExperiment } from '@/lib/services/experiments/read-experiment'
import { listJobs } from '@/lib/services/jobs/read-jobs'
import { ifAllowed } from '../../if-allowed'

export const metadata: Metadata = { title: 'Experiment' }
export const dynamic = 'force-dynamic'

interface Props {
  params: Promise<{ project: string; experiment: string }>
}

export default async function Page({ params }: Props) {
  const path = experimentPath.safeParse(await params).data
  if (!path) notFound()
  const { project: slug, experiment: experimentId } = path
  const actor = await requirePageActor(`/projects/${slug}/experiments/${experimentId}`)
  const found = await ifAllowed(Promise.all([readExperiment(actor, { slug, experimentId }), listJobs(actor, slug)]))
  if (!found) return <NeedsRole slug={slug} needed="admin" />
  const [detail, { jobs }] = found
  return <ExperimentPage slug={slug} detail={detail} jobs={jobs} />
}
