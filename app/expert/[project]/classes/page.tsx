import { getLocale } from 'next-intl/server'
import { ExpertPageScreen } from '@/components/golden/expert-page-screen'
import { chooseAskingOrder } from '@/lib/services/golden/golden-expert'
import { openGoldenPages } from '@/lib/services/golden/golden-pages'
import { signedInPage } from '../../../signed-in-page'

export const metadata = { title: 'Golden set, by class' }

/** The golden set asked class first. Opening it saves this way of answering for the next visit. */
export default signedInPage({ path: '/expert/[project]/classes' }, async ({ actor, slug }) => {
  await chooseAskingOrder(actor, { slug, work: 'golden', chosen: 'class' })
  return <ExpertPageScreen firstWorkspace={await openGoldenPages(actor, { slug, screens: await getLocale() })} />
})
