import { OwnProgress } from '@/components/rating/own-progress'
import { AreaMessages } from '@/components/ui/area-messages'
import { readOwnQuality } from '@/lib/services/quality/read-own-quality'
import { readOwnMessages } from '@/lib/services/raters/rater-messages'
import { countQuickAnswers } from '@/lib/services/rating/read-own-history'
import { signedInPage } from '../../../signed-in-page'
import { translatedTitle } from '../../../translated-title'
import { unlessRefused } from '../unless-refused'

export const generateMetadata = translatedTitle('progress.title')

export default signedInPage({ path: '/rate/[project]/progress' }, async ({ actor, slug }) =>
  unlessRefused({ slug, area: 'progress' }, async () => {
    const own = await readOwnQuality(actor, slug)
    const messages = await readOwnMessages(actor, { slug })
    const { quick } = await countQuickAnswers(actor, slug)
    return (
      <AreaMessages areas={['messages', 'history']}>
        <OwnProgress own={own} messages={messages} quick={quick} />
      </AreaMessages>
    )
  }),
)
