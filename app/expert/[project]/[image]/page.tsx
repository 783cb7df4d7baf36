import { notFound } from 'next/navigation'
import { getLocale } from 'next-intl/server'
import { ExpertScreen } from '@/components/golden/expert-screen'
import { requirePageActor } from '@/lib/auth/page-actor'
import { addressId } from '@/lib/domain/address-id'
import { openGoldenImage } from '@/lib/services/golden/golden-image'
import { showNotFound } from '../../../show-not-found'

export const metadata = { title: 'Golden set' }

export default async function ExpertImagePage({ params }: PageProps<'/expert/[project]/[image]'>) {
  const { project: slug, image } = await params
  const imageId = addressId(image) ?? notFound()
  const actor = await requirePageActor(`/expert/${slug}/${imageId}`)
  const task = await openGoldenImage(actor, { slug, imageId, screens: await getLocale() }).catch(showNotFound)
  return <ExpertScreen key={imageId} firstTask={task} />
}
