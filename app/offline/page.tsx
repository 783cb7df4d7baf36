import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { OfflineRating } from '@/components/rating/offline-rating'
import { ratingAreas } from '@/components/rating/rating-areas'
import { AreaMessages } from '@/components/ui/area-messages'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('projects'))('rate') }
}

/** What the service worker shows in place of a rating page that it cannot reach. It has no data of anybody. */
export default function OfflinePage() {
  return (
    <AreaMessages areas={ratingAreas}>
      <OfflineRating />
    </AreaMessages>
  )
}
