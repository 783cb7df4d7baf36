import { notFound } from 'next/navigation'
import { PairPage } from '@/components/classes/pair-page'
import { readClassPair } from '@/lib/services/classes/read-class-pairs'
import { listJobs } from '@/lib/services/jobs/read-jobs'
import { projectPage, thingMetadata } from '../../../../project-page'

export const generateMetadata = thingMetadata('Class pair')

export default projectPage(
  { path: '/classes/pairs/[first]/[second]', role: 'admin' },
  async ({ actor, slug, idOf }) => {
    const [first, second] = [idOf('first'), idOf('second')]
    if (first === second) notFound()
    const [page, { jobs }] = await Promise.all([readClassPair(actor, { slug, first, second }), listJobs(actor, slug)])
    return <PairPage slug={slug} jobs={jobs} {...page} />
  },
)
