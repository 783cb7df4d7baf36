import type { Metadata } from 'next'
import { NeedsRole } from '@/components/kit/needs-role'
import { ReleasePage } from '@/components/releases/release-page'
import { requirePageActor } from '@/lib/auth/page-actor'
import { listJobs } from '@/lib/services/jobs/read-jobs'
import { readReleaseDetail } from '@/lib/services/releases/read-release-detail'
import { ifAllowed } from '../../if-allowed'

export const metadata: Metadata = { title: 'Release' }
export const dynamic = 'force-dynamic'

export default async function Page({ params }: { params: Promise<{ project: string; version: string }> }) {
  const { project: slug, version } = await params
  const actor = await requirePageActor(`/projects/${slug}/releases/${version}`)
  const found = await ifAllowed(Promise.all([readReleaseDetail(actor, { slug, version }), listJobs(actor, slug)]))
  if (!found) return <NeedsRole slug={slug} needed="admin" />
  const [detail, { jobs }] = found
  return <ReleasePage slug={slug} detail={detail} jobs={jobs} />
}
