import type { Metadata } from 'next'
import { NeedsRole } from '@/components/kit/needs-role'
import { BatchesPage } from '@/components/plan/batches-page'
import { requirePageActor } from '@/lib/auth/page-actor'
import { projectPages } from '@/lib/domain/projects/project-pages'
import { listJobs } from '@/lib/services/jobs/read-jobs'
import { listBatches } from '@/lib/services/plan/list-batches'
import { ifAllowed } from '../if-allowed'

export const metadata: Metadata = { title: projectPages.batches.title }
export const dynamic = 'force-dynamic'

export default async function Page({ params }: { params: Promise<{ project: string }> }) {
  const { project: slug } = await params
  const actor = await requirePageActor(`/projects/${slug}/batches`)
  const found = await ifAllowed(Promise.all([listBatches(actor, slug), listJobs(actor, slug)]))
  if (!found) return <NeedsRole slug={slug} needed="admin" />
  const [{ batches, hasSimulated }, { jobs }] = found
  return <BatchesPage slug={slug} batches={batches} jobs={jobs} hasSimulated={hasSimulated} />
}
