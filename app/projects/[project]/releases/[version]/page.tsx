import { ReleasePage } from '@/components/releases/release-page'
import { listJobs } from '@/lib/services/jobs/read-jobs'
import { readReleaseDetail } from '@/lib/services/releases/list-releases'
import { projectPage, thingMetadata } from '../../project-page'

export const generateMetadata = thingMetadata('Release', (version) => `Release ${version}`)

export default projectPage(
  { path: '/releases/[version]', role: 'admin' },
  async ({ actor, slug, params: { version } }) => {
    const [detail, { jobs }] = await Promise.all([readReleaseDetail(actor, { slug, version }), listJobs(actor, slug)])
    return <ReleasePage slug={slug} detail={detail} jobs={jobs} />
  },
)
