'use client'

import { useTranslations } from 'next-intl'
import { useEffect, useState } from 'react'
import { EntryFrame } from '@/components/kit/entry-frame'
import { Button } from '@/components/ui/button'
import { type KeptSession, keptSession } from '@/lib/client/rating/offline'
import { RatingScreen } from './rating-screen'

export function OfflineRating() {
  const t = useTranslations('rating')
  const [kept, setKept] = useState<KeptSession | null>()
  useEffect(() => {
    const slug = decodeURIComponent(window.location.pathname.split('/')[2] ?? '')
    setKept(keptSession.read(slug))
  }, [])
  if (kept === undefined) return null
  if (kept) return <RatingScreen initialSession={kept.session} home={kept.home} />
  return (
    <EntryFrame
      title={t('offline')}
      form={
        <Button tone="main" onClick={() => window.location.reload()}>
          {t('offlineRetry')}
        </Button>
      }
    >
      {t('offlineText')}
    </EntryFrame>
  )
}
