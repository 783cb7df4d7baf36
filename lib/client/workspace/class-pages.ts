import { tileOf } from '@/lib/client/rating/image-ready'
import type { ClassPage } from '@/lib/contracts/class-page'
import type { SeenPictures } from '@/lib/domain/rating/class-pages'

export const pageIds = (page: ClassPage): number[] => page.pictures.map(({ candidateId }) => candidateId)

/** Identifies a page in this browser, also after a reload, by its first candidate. */
export const pageNumber = (page: ClassPage): number => page.pictures[0]!.candidateId

export const pageTiles = (page: ClassPage) => page.pictures.map(({ image }) => tileOf(image))

export type MeasurePage = () => SeenPictures & { pageMs: number }

const mostPassedOver = 2_000

/**
 * Adds a page to the candidates that were passed over before, or only the pictures at `positions`. Keeps the latest, as
 * many as a request allows.
 */
export function passedOverWith(before: readonly number[], page: ClassPage, positions?: readonly number[]): number[] {
  const ids = pageIds(page).filter((_, position) => positions?.includes(position) ?? true)
  return [...before.filter((id) => !ids.includes(id)), ...ids].slice(-mostPassedOver)
}
