import { ExperimentList } from '@/components/experiments/experiment-list'
import { projectPages } from '@/lib/domain/projects/project-pages'
import { listExperiments } from '@/lib/services/experiments/experiments'
import { readProjectFrame } from '@/lib/services/projects/read-project'
import { projectPage } from '../project-page'

export const metadata = { title: projectPages.experiments.title }

export default projectPage(projectPages.experiments, async ({ actor, slug }) => {
  const [experiments, { project }] = await Promise.all([listExperiments(actor, slug), readProjectFrame(actor, slug)])
  return <ExperimentList slug={slug} experiments={experiments} hasSimulated={project.hasSimulated} />
})
