import { OwnCredits } from '@/components/rating/own-credits'
import { readOwnCredits } from '@/lib/services/rating/own-data'
import { signedInPage } from '../../../signed-in-page'
import { translatedTitle } from '../../../translated-title'

export const generateMetadata = translatedTitle('credits.title')

export default signedInPage({ path: '/rate/[project]/credits' }, async ({ actor, slug }) => (
  <OwnCredits slug={slug} pictures={await readOwnCredits(actor, slug)} />
))
