import type { Metadata } from 'next'
import { ExpertHome } from '@/components/golden/expert-home'
import { GoldenOverviewPage } from '@/components/golden/golden-overview-page'
import { NeedsRole } from '@/components/kit/needs-role'
import { requirePageActor } from '@/lib/auth/page-actor'
import { goldenImageQuery } from '@/lib/contracts/golden/golden'
import { projectPages } from '@/lib/domain/projects/project-pages'
import { listGoldenImages } from '@/lib/services/golden/list-golden-images'
import { readGoldenOverview } from '@/lib/services/golden/read-golden-overview'
import { ifAllowed } from '../if-allowed'

export const metadata: Metadata = { title: projectPages.golden.title }
export const dynamic = 'force-dynamic'

interface Props {
  params: Promise<{ project: string }>
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

export default async function GoldenPage({ params, searchParams }: Props) {
  const [{ project: slug }, query] = await Promise.all([params, searchParams])
  const { page } = goldenImageQuery.catch({ page: 1 }).parse(query)
  const actor = await requirePageActor(`/projects/${slug}/golden`)
  const images = await ifAllowed(listGoldenImages(actor, { slug, page }))
  if (!images) return <NeedsRole slug={slug} needed="expert" />
  const overview = await ifAllowed(readGoldenOverview(actor, slug))
  return overview ? (
    <GoldenOverviewPage slug={slug} overview={overview} images={images} />
  ) : (
    <ExpertHome slug={slug} images={images} />
  )
}
