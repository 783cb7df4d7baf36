import type { Metadata } from 'next'
import { NeedsRole } from '@/components/kit/needs-role'
import { ReleasesPage } from '@/components/releases/releases-page'
import { requirePageActor } from '@/lib/auth/page-actor'
import { projectPages } from '@/lib/domain/projects/project-pages'
import { listJobs } from '@/lib/services/jobs/read-jobs'
import { listReleases } from '@/lib/services/releases/list-releases'
import { listRuns } from '@/lib/services/runs/list-runs'
import { ifAllowed } from '../if-allowed'

export const metadata: Metadata = { title: projectPages.releases.title }
export const dynamic = 'force-dynamic'

export default async function Page({ params }: { params: Promise<{ project: string }> }) {
  const { project: slug } = await params
  const actor = await requirePageActor(`/projects/${slug}/releases`)
  const found = await ifAllowed(Promise.all([listReleases(actor, slug), listRuns(actor, slug), listJobs(actor, slug)]))
  if (!found) return <NeedsRole slug={slug} needed="admin" />
  const [{ releases }, { runs }, { jobs }] = found
  return <ReleasesPage slug={slug} releases={releases} runs={runs} jobs={jobs} />
}
