import type { ClassPage } from '@/lib/contracts/class-page'
import type { PagePictureRow } from '@/lib/db/golden/golden-page-rows'
import { imageUrl, withWikipedia } from '@/lib/services/access/shown-picture'

export const classPageOf = (slug: string, rows: readonly PagePictureRow[]): ClassPage => ({
  asked: withWikipedia(rows[0]!.shown),
  pictures: rows.map(({ candidateId, contentHash, width, height, license }) => ({
    candidateId,
    image: { url: imageUrl(slug, contentHash), width, height, license },
  })),
})
