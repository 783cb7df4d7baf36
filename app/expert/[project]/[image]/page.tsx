import { getLocale } from 'next-intl/server'
import { ExpertScreen } from '@/components/golden/expert-screen'
import { openGoldenImage } from '@/lib/services/golden/golden-image'
import { signedInPage } from '../../../signed-in-page'

export const metadata = { title: 'Golden set, by image' }

export default signedInPage({ path: '/expert/[project]/[image]' }, async ({ actor, slug, idOf }) => {
  const imageId = idOf('image')
  const task = await openGoldenImage(actor, { slug, imageId, screens: await getLocale() })
  return <ExpertScreen key={imageId} firstTask={task} />
})
