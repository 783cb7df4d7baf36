import { YourData } from '@/components/accounts/your-data'
import { AreaMessages } from '@/components/ui/area-messages'
import { readOwnSummary } from '@/lib/services/rating/own-data'
import { signedInPage } from '../../../signed-in-page'
import { translatedTitle } from '../../../translated-title'

export const generateMetadata = translatedTitle('privacy.title')

export default signedInPage({ path: '/rate/[project]/your-data' }, async ({ actor, slug }) => (
  <AreaMessages areas={['privacy']} isVisitor={actor.kind === 'panelist'}>
    <YourData summary={await readOwnSummary(actor, slug)} />
  </AreaMessages>
))
