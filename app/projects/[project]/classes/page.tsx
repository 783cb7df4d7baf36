import { ClassesPage } from '@/components/classes/classes-page'
import { classAddress } from '@/lib/domain/classes/class-view'
import { projectPages } from '@/lib/domain/projects/project-pages'
import { readClasses } from '@/lib/services/classes/read-classes'
import { listJobs } from '@/lib/services/jobs/read-jobs'
import { projectPage } from '../project-page'

export const metadata = { title: projectPages.classes.title }

export default projectPage({ ...projectPages.classes, view: classAddress }, async ({ actor, slug, view }) => {
  const [page, { jobs }] = await Promise.all([readClasses(actor, { slug, view }), listJobs(actor, slug)])
  return <ClassesPage slug={slug} jobs={jobs} view={view} {...page} />
})
