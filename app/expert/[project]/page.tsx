import { redirect } from 'next/navigation'
import { ExpertDone } from '@/components/golden/golden-set-done'
import { requirePageActor } from '@/lib/auth/page-actor'
import { expertWays } from '@/lib/domain/golden/expert-way'
import { listGoldenImages } from '@/lib/services/golden/draw-golden-images'
import { expertWay } from '@/lib/services/golden/golden-expert'
import { missing } from '../../missing'

export const metadata = { title: 'Golden set' }

/** Redirects to the first image without the expert's answers, or to pages of one class, as the expert has chosen. */
export default async function ExpertPage({ params, searchParams }: PageProps<'/expert/[project]'>) {
  const [{ project: slug }, { by }] = await Promise.all([params, searchParams])
  const actor = await requirePageActor(`/expert/${slug}`)
  const chosen = expertWays.find((way) => way === by) ?? null
  const way = await expertWay(actor, { slug, work: 'golden', chosen }).catch(missing)
  if (way === 'class') redirect(`/expert/${slug}/classes`)
  const { progress, nextImageId, images } = await listGoldenImages(actor, { slug, page: 1 }).catch(missing)
  if (nextImageId !== null) redirect(`/expert/${slug}/${nextImageId}`)
  const first = images[0]
  return (
    <ExpertDone slug={slug} total={progress.total} reviewHref={first ? `/expert/${slug}/${first.imageId}` : null} />
  )
}
