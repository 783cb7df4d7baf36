import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { LinkButton } from '@/components/ui/link'
import { EmptyState } from '@/components/ui/page'
import { AppError } from '@/lib/errors'

interface OwnPage {
  slug: string
  /** Whose title the page has. */
  area: 'progress' | 'history' | 'credits'
}

/** Renders a page of a rater's own data, or says that it cannot be verified that the reader gave the answers. */
export const unlessRefused = (page: OwnPage, draw: () => Promise<ReactNode>) =>
  draw().catch((reason: unknown) => {
    if (reason instanceof AppError && reason.code === 'forbidden') return <Refused {...page} />
    throw reason
  })

function Refused({ slug, area }: OwnPage) {
  const title = useTranslations(area)('title')
  const t = useTranslations('history')
  const privacy = useTranslations('privacy')
  return (
    <main className="grid min-h-dvh place-items-center">
      <h1 className="sr-only">{title}</h1>
      <EmptyState title={t('refused')} action={<LinkButton href={`/rate/${slug}`}>{t('back')}</LinkButton>}>
        {privacy('unproven')}
      </EmptyState>
    </main>
  )
}
