import { tileOf } from '@/lib/client/rating/image-ready'
import type { ClassPage } from '@/lib/contracts/class-page'
import type { SeenPictures } from '@/lib/domain/rating/class-pages'

export const pageIds = (page: ClassPage): number[] => page.pictures.map(({ candidateId }) => candidateId)

/** Identifies a page in this browser, also after a reload, by its first candidate. */
export const pageNumber = (page: ClassPage): number => page.pictures[0]!.candidateId

export const pageTiles = (page: ClassPage) => page.pictures.map(({ image }) => tileOf(image))

export type MeasurePage = () => SeenPictures & { pageMs: number }

const mostPassedOver = 2_000

/** Adds ids to those passed over before. Keeps the latest, as many as a request allows. */
export const passedOverWith = (before: readonly number[], ids: readonly number[]): number[] =>
  [...before.filter((id) => !ids.includes(id)), ...ids].slice(-mostPassedOver)
