import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { NeedsRole } from '@/components/kit/needs-role'
import { BatchPage } from '@/components/plan/batch-page'
import { requirePageActor } from '@/lib/auth/page-actor'
import { batchPath } from '@/lib/contracts/endpoint'
import { listJobs } from '@/lib/services/jobs/read-jobs'
import { readBatch } from '@/lib/services/plan/read-batch'
import { ifAllowed } from '../../if-allowed'

export const metadata: Metadata = { title: 'Batch' }
export const dynamic = 'force-dynamic'

interface Props {
  params: Promise<{ project: string; batch: string }>
}

export default async function Page({ params }: Props) {
  const path = batchPath.safeParse(await params).data
  if (!path) notFound()
  const { project: slug, batch: batchId } = path
  const actor = await requirePageActor(`/projects/${slug}/batches/${batchId}`)
  const found = await ifAllowed(Promise.all([readBatch(actor, { slug, batchId }), listJobs(actor, slug)]))
  if (!found) return <NeedsRole slug={slug} needed="admin" />
  const [detail, { jobs }] = found
  return <BatchPage slug={slug} detail={detail} jobs={jobs} />
}
