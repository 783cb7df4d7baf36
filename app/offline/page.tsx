import { OfflineRating } from '@/components/rating/offline-rating'
import { ratingAreas } from '@/components/rating/rating-areas'
import { AreaMessages } from '@/components/ui/area-messages'
import { translatedTitle } from '../translated-title'

export const generateMetadata = translatedTitle('projects.rate')

/** Shown by the service worker when a rating page is unreachable. Contains nobody's data. */
export default function OfflinePage() {
  return (
    <AreaMessages areas={ratingAreas}>
      <OfflineRating />
    </AreaMessages>
  )
}
