import { YourData } from '@/components/accounts/your-data'
import { AreaMessages } from '@/components/ui/area-messages'
import { requirePageActor } from '@/lib/auth/page-actor'
import { readOwnSummary } from '@/lib/services/rating/own-data'
import { showNotFound } from '../../../show-not-found'
import { translatedTitle } from '../../../translated-title'

export const generateMetadata = translatedTitle('privacy.title')

export default async function YourDataPage({ params }: PageProps<'/rate/[project]/your-data'>) {
  const { project } = await params
  const actor = await requirePageActor(`/rate/${project}/your-data`)
  const summary = await readOwnSummary(actor, project).catch(showNotFound)
  return (
    <AreaMessages areas={['privacy']}>
      <YourData summary={summary} />
    </AreaMessages>
  )
}
