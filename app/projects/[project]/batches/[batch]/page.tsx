import { BatchPage } from '@/components/plan/batch-page'
import { listJobs } from '@/lib/services/jobs/read-jobs'
import { readBatch } from '@/lib/services/plan/read-batches'
import { projectPage, thingMetadata } from '../../project-page'

export const generateMetadata = thingMetadata('Batch')

export default projectPage({ path: '/batches/[batch]', role: 'admin' }, async ({ actor, slug, idOf }) => {
  const batchId = idOf('batch')
  const [detail, { jobs }] = await Promise.all([readBatch(actor, { slug, batchId }), listJobs(actor, slug)])
  return <BatchPage slug={slug} detail={detail} jobs={jobs} />
})
