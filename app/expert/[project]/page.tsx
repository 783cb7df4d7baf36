import { redirect } from 'next/navigation'
import { ExpertDone } from '@/components/golden/golden-set-done'
import { requirePageActor } from '@/lib/auth/page-actor'
import { askingOrders } from '@/lib/domain/rating/answer-mode'
import { listGoldenImages } from '@/lib/services/golden/draw-golden-images'
import { chooseAskingOrder } from '@/lib/services/golden/golden-expert'
import { showNotFound } from '../../show-not-found'

export const metadata = { title: 'Golden set' }

/** Redirects to the first image without the expert's answers, or to pages of one class, as the expert has chosen. */
export default async function ExpertPage({ params, searchParams }: PageProps<'/expert/[project]'>) {
  const [{ project: slug }, { by }] = await Promise.all([params, searchParams])
  const actor = await requirePageActor(`/expert/${slug}`)
  const chosen = askingOrders.find((askingOrder) => askingOrder === by) ?? null
  const askingOrder = await chooseAskingOrder(actor, { slug, work: 'golden', chosen }).catch(showNotFound)
  if (askingOrder === 'class') redirect(`/expert/${slug}/classes`)
  const { progress, nextImageId, images } = await listGoldenImages(actor, { slug, page: 1 }).catch(showNotFound)
  if (nextImageId !== null) redirect(`/expert/${slug}/${nextImageId}`)
  const first = images[0]
  return (
    <ExpertDone slug={slug} total={progress.total} reviewHref={first ? `/expert/${slug}/${first.imageId}` : null} />
  )
}
