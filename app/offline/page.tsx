import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { OfflineRating } from '@/components/rating/offline-rating'
import { ratingAreas } from '@/components/rating/rating-areas'
import { AreaMessages } from '@/components/ui/area-messages'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('projects'))('rate') }
}

/** Shown by the service worker when a rating page is unreachable. Contains nobody's data. */
export default function OfflinePage() {
  return (
    <AreaMessages areas={ratingAreas}>
      <OfflineRating />
    </AreaMessages>
  )
}
