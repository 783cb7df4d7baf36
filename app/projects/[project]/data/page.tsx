import type { Metadata } from 'next'
import { DataPage } from '@/components/data/data-page'
import { NeedsRole } from '@/components/kit/needs-role'
import { requirePageActor } from '@/lib/auth/page-actor'
import { projectPages } from '@/lib/domain/projects/project-pages'
import { readProjectData } from '@/lib/services/data/read-project-data'
import { listJobs } from '@/lib/services/jobs/read-jobs'
import { ifAllowed } from '../if-allowed'

export const metadata: Metadata = { title: projectPages.data.title }
export const dynamic = 'force-dynamic'

export default async function Page({ params }: { params: Promise<{ project: string }> }) {
  const { project: slug } = await params
  const actor = await requirePageActor(`/projects/${slug}/data`)
  const found = await ifAllowed(Promise.all([readProjectData(actor, slug), listJobs(actor, slug)]))
  if (!found) return <NeedsRole slug={slug} needed="admin" />
  const [data, { jobs }] = found
  return <DataPage data={data} jobs={jobs} />
}
