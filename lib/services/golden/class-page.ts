import type { ClassPage } from '@/lib/contracts/class-page'
import type { PagePictureRow } from '@/lib/db/golden/golden-page-rows'
import { wikipediaSearch } from '@/lib/services/access/rating-session'

export function classPageOf(slug: string, rows: readonly PagePictureRow[]): ClassPage {
  const { shown } = rows[0]!
  return {
    asked: { ...shown, wikipediaUrl: shown.wikipediaUrl ?? wikipediaSearch(shown.name, shown.lang) },
    pictures: rows.map(({ candidateId, contentHash, width, height, license }) => ({
      candidateId,
      image: { url: contentHash && `/api/projects/${slug}/images/${contentHash}`, width, height, license },
    })),
  }
}
