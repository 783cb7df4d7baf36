import { getTranslations } from 'next-intl/server'
import { OwnHistory } from '@/components/rating/history/own-history'
import { AreaMessages } from '@/components/ui/area-messages'
import { LinkButton } from '@/components/ui/link'
import { EmptyState } from '@/components/ui/page'
import { requirePageActor } from '@/lib/auth/page-actor'
import { AppError } from '@/lib/errors'
import { readOwnHistory } from '@/lib/services/rating/read-own-history'
import { showNotFound } from '../../../show-not-found'
import { translatedTitle } from '../../../translated-title'

export const generateMetadata = translatedTitle('history.title')

export default async function OwnHistoryPage({ params, searchParams }: PageProps<'/rate/[project]/history'>) {
  const { project } = await params
  const { quick } = await searchParams
  const actor = await requirePageActor(`/rate/${project}/history`)
  const history = await readOwnHistory(actor, project).catch((reason: unknown) =>
    reason instanceof AppError && reason.code === 'forbidden' ? reason.message : showNotFound(reason),
  )
  if (typeof history === 'string') return <Refused slug={project} reason={history} />
  return (
    <AreaMessages areas={['history', 'rating']}>
      <OwnHistory history={history} isQuickOnly={quick !== undefined} />
    </AreaMessages>
  )
}

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
