import type { Metadata } from 'next'
import { NeedsRole } from '@/components/kit/needs-role'
import { ModelsOverview } from '@/components/models/models-overview'
import { requirePageActor } from '@/lib/auth/page-actor'
import { modelsAddress } from '@/lib/domain/models/models-view'
import { projectPages } from '@/lib/domain/projects/project-pages'
import { listJobs } from '@/lib/services/jobs/read-jobs'
import { modelsPage } from '@/lib/services/models/models-page'
import { ifAllowed } from '../if-allowed'

export const metadata: Metadata = { title: projectPages.models.title }
export const dynamic = 'force-dynamic'

interface Props {
  params: Promise<{ project: string }>
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

export default async function ModelsPage({ params, searchParams }: Props) {
  const [{ project: slug }, query] = await Promise.all([params, searchParams])
  const view = modelsAddress.read(query)
  const actor = await requirePageActor(`/projects/${slug}/models${modelsAddress.write(view)}`)
  const found = await ifAllowed(Promise.all([modelsPage(actor, slug, view), listJobs(actor, slug)]))
  if (!found) return <NeedsRole slug={slug} needed="admin" />
  const [page, { jobs }] = found
  return <ModelsOverview page={page} view={view} jobs={jobs} />
}
