import { ReleasesPage } from '@/components/releases/releases-page'
import { projectPages } from '@/lib/domain/projects/project-pages'
import { listJobs } from '@/lib/services/jobs/read-jobs'
import { listReleases } from '@/lib/services/releases/list-releases'
import { listRuns } from '@/lib/services/runs/list-runs'
import { projectPage } from '../project-page'

export const metadata = { title: projectPages.releases.title }

export default projectPage(projectPages.releases, async ({ actor, slug }) => {
  const [{ releases }, { runs }, { jobs }] = await Promise.all([
    listReleases(actor, slug),
    listRuns(actor, slug),
    listJobs(actor, slug),
  ])
  return <ReleasesPage slug={slug} releases={releases} runs={runs} jobs={jobs} />
})
