import { ClassPage } from '@/components/classes/class-page'
import { readClass } from '@/lib/services/classes/read-classes'
import { listJobs } from '@/lib/services/jobs/read-jobs'
import { projectPage, thingMetadata } from '../../project-page'

export const generateMetadata = thingMetadata('Class')

export default projectPage({ path: '/classes/[class]', role: 'admin' }, async ({ actor, slug, idOf }) => {
  const index = idOf('class')
  const [page, { jobs }] = await Promise.all([readClass(actor, { slug, index }), listJobs(actor, slug)])
  return <ClassPage slug={slug} jobs={jobs} {...page} />
})
