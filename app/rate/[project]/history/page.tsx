import { OwnHistory } from '@/components/rating/history/own-history'
import { AreaMessages } from '@/components/ui/area-messages'
import { readOwnHistory } from '@/lib/services/rating/read-own-history'
import { signedInPage } from '../../../signed-in-page'
import { translatedTitle } from '../../../translated-title'
import { unlessRefused } from '../unless-refused'

export const generateMetadata = translatedTitle('history.title')

export default signedInPage({ path: '/rate/[project]/history' }, async ({ actor, slug, query: { quick } }) =>
  unlessRefused({ slug, area: 'history' }, async () => (
    <AreaMessages areas={['history', 'rating']} isVisitor={actor.kind === 'panelist'}>
      <OwnHistory history={await readOwnHistory(actor, slug)} isQuickOnly={quick !== undefined} />
    </AreaMessages>
  )),
)
