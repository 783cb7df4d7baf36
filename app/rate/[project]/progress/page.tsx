import { OwnProgress } from '@/components/rating/own-progress'
import { AreaMessages } from '@/components/ui/area-messages'
import { requirePageActor } from '@/lib/auth/page-actor'
import { readOwnQuality } from '@/lib/services/quality/read-own-quality'
import { readOwnMessages } from '@/lib/services/raters/rater-messages'
import { countQuickAnswers } from '@/lib/services/rating/read-own-history'
import { showNotFound } from '../../../show-not-found'
import { translatedTitle } from '../../../translated-title'

export const generateMetadata = translatedTitle('progress.title')

export default async function OwnProgressPage({ params }: PageProps<'/rate/[project]/progress'>) {
  const { project } = await params
  const actor = await requirePageActor(`/rate/${project}/progress`)
  const own = await readOwnQuality(actor, project).catch(showNotFound)
  const messages = await readOwnMessages(actor, { slug: project })
  const { quick } = await countQuickAnswers(actor, project)
  return (
    <AreaMessages areas={['messages', 'history']}>
      <OwnProgress own={own} messages={messages} quick={quick} />
    </AreaMessages>
  )
}
