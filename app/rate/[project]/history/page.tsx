import { getTranslations } from 'next-intl/server'
import { OwnHistory } from '@/components/rating/history/own-history'
import { AreaMessages } from '@/components/ui/area-messages'
import { LinkButton } from '@/components/ui/link'
import { EmptyState } from '@/components/ui/page'
import { AppError } from '@/lib/errors'
import { readOwnHistory } from '@/lib/services/rating/read-own-history'
import { signedInPage } from '../../../signed-in-page'
import { translatedTitle } from '../../../translated-title'

export const generateMetadata = translatedTitle('history.title')

export default signedInPage({ path: '/rate/[project]/history' }, async ({ actor, slug, query: { quick } }) => {
  const history = await readOwnHistory(actor, slug).catch((reason: unknown) => {
    if (reason instanceof AppError && reason.code === 'forbidden') return reason.message
    throw reason
  })
  if (typeof history === 'string') return <Refused slug={slug} reason={history} />
  return (
    <AreaMessages areas={['history', 'rating']}>
      <OwnHistory history={history} isQuickOnly={quick !== undefined} />
    </AreaMessages>
  )
})

/** Shown if it cannot be verified that the reader gave the answers. */
async function Refused({ slug, reason }: { slug: string; reason: string }) {
  const t = await getTranslations('history')
  return (
    <main className="grid min-h-dvh place-items-center">
      <h1 className="sr-only">{t('title')}</h1>
      <EmptyState title={t('refused')} action={<LinkButton href={`/rate/${slug}`}>{t('back')}</LinkButton>}>
        {reason}
      </EmptyState>
    </main>
  )
}
