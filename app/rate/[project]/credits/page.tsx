import { OwnCredits } from '@/components/rating/own-credits'
import { readOwnCredits } from '@/lib/services/rating/own-data'
import { signedInPage } from '../../../signed-in-page'
import { translatedTitle } from '../../../translated-title'
import { unlessRefused } from '../unless-refused'

export const generateMetadata = translatedTitle('credits.title')

export default signedInPage({ path: '/rate/[project]/credits' }, async ({ actor, slug }) =>
  unlessRefused({ slug, area: 'credits' }, async () => (
    <OwnCredits slug={slug} pictures={await readOwnCredits(actor, slug)} />
  )),
)
