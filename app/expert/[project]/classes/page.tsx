import { getLocale } from 'next-intl/server'
import { ExpertPageScreen } from '@/components/golden/expert-page-screen'
import { requirePageActor } from '@/lib/auth/page-actor'
import { chooseAskingOrder } from '@/lib/services/golden/golden-expert'
import { openGoldenPages } from '@/lib/services/golden/golden-pages'
import { showNotFound } from '../../../show-not-found'

export const metadata = { title: 'Golden set' }

/** The golden set asked class first. Opening it saves this way of answering for the next visit. */
export default async function ExpertClassesPage({ params }: PageProps<'/expert/[project]/classes'>) {
  const { project: slug } = await params
  const actor = await requirePageActor(`/expert/${slug}/classes`)
  await chooseAskingOrder(actor, { slug, work: 'golden', chosen: 'class' }).catch(showNotFound)
  return <ExpertPageScreen firstWorkspace={await openGoldenPages(actor, { slug, screens: await getLocale() })} />
}
