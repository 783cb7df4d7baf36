import { redirect } from 'next/navigation'
import { ExpertDone } from '@/components/golden/golden-set-done'
import { askingOrders } from '@/lib/domain/rating/answer-mode'
import { listGoldenImages } from '@/lib/services/golden/draw-golden-images'
import { chooseAskingOrder } from '@/lib/services/golden/golden-expert'
import { signedInPage } from '../../signed-in-page'

/** Redirects to the first image without the expert's answers, or to pages of one class, as the expert has chosen. */
export default signedInPage({ path: '/expert/[project]' }, async ({ actor, slug, query: { by } }) => {
  const chosen = askingOrders.find((askingOrder) => askingOrder === by) ?? null
  const askingOrder = await chooseAskingOrder(actor, { slug, work: 'golden', chosen })
  if (askingOrder === 'class') redirect(`/expert/${slug}/classes`)
  const { progress, nextImageId, images } = await listGoldenImages(actor, { slug, page: 1 })
  if (nextImageId !== null) redirect(`/expert/${slug}/${nextImageId}`)
  const first = images[0]
  return (
    <ExpertDone slug={slug} total={progress.total} reviewHref={first ? `/expert/${slug}/${first.imageId}` : null} />
  )
})
