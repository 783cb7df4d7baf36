import type { Metadata } from 'next'
import { NeedsRole } from '@/components/kit/needs-role'
import { QualityPage } from '@/components/quality/quality-page'
import { requirePageActor } from '@/lib/auth/page-actor'
import { projectPages } from '@/lib/domain/projects/project-pages'
import { qualityAddress } from '@/lib/domain/quality/quality-view'
import { readQuality } from '@/lib/services/quality/read-quality'
import { ifAllowed } from '../if-allowed'

export const metadata: Metadata = { title: projectPages.quality.title }
export const dynamic = 'force-dynamic'

interface Props {
  params: Promise<{ project: string }>
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

export default async function ProjectQualityPage({ params, searchParams }: Props) {
  const [{ project: slug }, query] = await Promise.all([params, searchParams])
  const view = qualityAddress.read(query)
  const actor = await requirePageActor(`/projects/${slug}/quality${qualityAddress.write(view)}`)
  const overview = await ifAllowed(readQuality(actor, slug))
  return overview ? (
    <QualityPage slug={slug} overview={overview} view={view} />
  ) : (
    <NeedsRole slug={slug} needed="admin" />
  )
}
