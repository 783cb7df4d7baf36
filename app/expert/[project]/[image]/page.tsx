import { notFound } from 'next/navigation'
import { getLocale } from 'next-intl/server'
import { ExpertScreen } from '@/components/golden/expert-screen'
import { requirePageActor } from '@/lib/auth/page-actor'
import { goldenImagePath } from '@/lib/contracts/golden/golden'
import { openGoldenImage } from '@/lib/services/golden/golden-image'
import { showNotFound } from '../../../show-not-found'

export const metadata = { title: 'Golden set' }

export default async function ExpertImagePage({ params }: PageProps<'/expert/[project]/[image]'>) {
  const path = goldenImagePath.safeParse(await params)
  if (!path.success) notFound()
  const { project: slug, image: imageId } = path.data
  const actor = await requirePageActor(`/expert/${slug}/${imageId}`)
  const task = await openGoldenImage(actor, { slug, imageId, screens: await getLocale() }).catch(showNotFound)
  return <ExpertScreen key={imageId} firstTask={task} />
}
