import { ExperimentPage } from '@/components/experiments/experiment-page'
import { readExperiment } from '@/lib/services/experiments/experiments'
import { listJobs } from '@/lib/services/jobs/read-jobs'
import { projectPage, thingMetadata } from '../../project-page'

export const generateMetadata = thingMetadata('Experiment')

export default projectPage({ path: '/experiments/[experiment]', role: 'admin' }, async ({ actor, slug, idOf }) => {
  const experimentId = idOf('experiment')
  const [detail, { jobs }] = await Promise.all([readExperiment(actor, { slug, experimentId }), listJobs(actor, slug)])
  return <ExperimentPage slug={slug} detail={detail} jobs={jobs} />
})
