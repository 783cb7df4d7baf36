import type { Metadata } from 'next'
import { ExperimentList } from '@/components/experiments/experiment-list'
import { NeedsRole } from '@/components/kit/needs-role'
import { requirePageActor } from '@/lib/auth/page-actor'
import { projectPages } from '@/lib/domain/projects/project-pages'
import { listExperiments } from '@/lib/services/experiments/list-experiments'
import { readProjectFrame } from '@/lib/services/projects/read-project-frame'
import { ifAllowed } from '../if-allowed'

export const metadata: Metadata = { title: projectPages.experiments.title }
export const dynamic = 'force-dynamic'

export default async function ExperimentsPage({ params }: { params: Promise<{ project: string }> }) {
  const { project: slug } = await params
  const actor = await requirePageActor(`/projects/${slug}/experiments`)
  const found = await ifAllowed(Promise.all([listExperiments(actor, slug), readProjectFrame(actor, slug)]))
  if (!found) return <NeedsRole slug={slug} needed="admin" />
  const [experiments, { project }] = found
  return <ExperimentList slug={slug} experiments={experiments} hasSimulated={project.hasSimulated} />
}
