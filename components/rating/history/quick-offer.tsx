'use client'

import { useTranslations } from 'next-intl'
import { useRequest } from '@/components/kit/use-request'
import { readQuickCount } from '@/lib/client/rating/last-answers'

/** Offers a second look at answers that were much quicker than usual; nothing while there are none. */
export function QuickOffer({ slug, count, className }: { slug: string; count: number; className?: string }) {
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

/** The same where nobody has counted them yet. Without an answer nothing is offered. */
export function CountedQuickOffer({ slug }: { slug: string }) {
  const { data } = useRequest(`quick ${slug}`, () => readQuickCount(slug), false)
  return <QuickOffer slug={slug} count={data?.quick ?? 0} className="mt-2" />
}
