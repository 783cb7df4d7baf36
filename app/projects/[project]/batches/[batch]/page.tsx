import { notFound } from 'next/navigation'
import { BatchPage } from '@/components/plan/batch-page'
import { batchPath } from '@/lib/contracts/endpoint'
import { listJobs } from '@/lib/services/jobs/read-jobs'
import { readBatch } from '@/lib/services/plan/read-batches'
import { projectPage } from '../../project-page'

export const metadata = { title: 'Batch' }

export default projectPage({ path: '/batches/[batch]', role: 'admin' }, async ({ actor, slug, params }) => {
  const batchId = batchPath.safeParse(params).data?.batch ?? notFound()
  const [detail, { jobs }] = await Promise.all([readBatch(actor, { slug, batchId }), listJobs(actor, slug)])
  return <BatchPage slug={slug} detail={detail} jobs={jobs} />
})
