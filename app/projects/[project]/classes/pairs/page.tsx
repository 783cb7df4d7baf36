import { PairsPage } from '@/components/classes/pairs-page'
import { confusionAddress } from '@/lib/domain/classes/confusion-view'
import { projectPages } from '@/lib/domain/projects/project-pages'
import { readClassPairs } from '@/lib/services/classes/read-class-pairs'
import { listJobs } from '@/lib/services/jobs/read-jobs'
import { projectPage } from '../../project-page'

export const metadata = { title: projectPages.classPairs.title }

export default projectPage({ ...projectPages.classPairs, view: confusionAddress }, async ({ actor, slug, view }) => {
  const [page, { jobs }] = await Promise.all([readClassPairs(actor, { slug, view }), listJobs(actor, slug)])
  return <PairsPage slug={slug} jobs={jobs} {...page} />
})
