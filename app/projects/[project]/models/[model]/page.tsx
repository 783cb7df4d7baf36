import { ModelDetail } from '@/components/models/model-detail'
import { modelAddress } from '@/lib/domain/models/models-view'
import { listJobs } from '@/lib/services/jobs/read-jobs'
import { modelPage } from '@/lib/services/models/model-page'
import { projectPage, thingMetadata } from '../../project-page'

export const generateMetadata = thingMetadata('Model')

export default projectPage(
  { path: '/models/[model]', role: 'admin', view: modelAddress },
  async ({ actor, slug, idOf, view }) => {
    const modelId = idOf('model')
    const [page, { jobs }] = await Promise.all([modelPage(actor, { slug, modelId, view }), listJobs(actor, slug)])
    return <ModelDetail page={page} view={view} jobs={jobs} />
  },
)
