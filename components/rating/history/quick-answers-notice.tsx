'use client'

import { useTranslations } from 'next-intl'
import { useRequest } from '@/components/kit/use-request'
import { readQuickCount } from '@/lib/client/rating/own-notices'

/** Offers to review answers that were much faster than usual. Renders nothing if there are none. */
export function QuickAnswersNotice({ slug, count, className }: { slug: string; count: number; className?: string }) {
  const t = useTranslations('history')
  if (count === 0) return null
  return (
    <p className={className}>
      {t.rich('secondLook', {
        count,
        link: (words) => (
          <a href={`/rate/${slug}/history?quick`} className="text-accent underline underline-offset-2">
            {words}
          </a>
        ),
      })}
    </p>
  )
}

/** Fetches the count itself. Renders nothing if that fails. */
export function FetchedQuickAnswersNotice({ slug }: { slug: string }) {
  const { data } = useRequest(`quick ${slug}`, () => readQuickCount(slug), false)
  return <QuickAnswersNotice slug={slug} count={data?.quick ?? 0} className="mt-2" />
}
