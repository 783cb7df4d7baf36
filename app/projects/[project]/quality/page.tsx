import type { Metadata } from 'next'
import { NeedsRole } from '@/components/kit/needs-role'
import { QualityPage } from '@/components/quality/quality-page'
import { requirePageActor } from '@/lib/auth/page-actor'
import { projectPages } from '@/lib/domain/projects/project-pages'
import { readQuality } from '@/lib/services/quality/read-quality'
import { ifAllowed } from '../if-allowed'

export const metadata: Metadata = { title: projectPages.quality.title }
export const dynamic = 'force-dynamic'

export default async function ProjectQualityPage({ params }: { params: Promise<{ project: string }> }) {
  const { project: slug } = await params
  const actor = await requirePageActor(`/projects/${slug}/quality`)
  const overview = await ifAllowed(readQuality(actor, slug))
  return overview ? <QualityPage slug={slug} overview={overview} /> : <NeedsRole slug={slug} needed="admin" />
}
