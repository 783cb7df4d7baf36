import { tileOf } from '@/lib/client/rating/image-ready'
import type { ClassPage } from '@/lib/contracts/class-page'
import type { SeenPictures } from '@/lib/domain/rating/class-pages'

export const pageIds = (page: ClassPage): number[] => page.pictures.map(({ candidateId }) => candidateId)

/** What tells a page from others in this browser, and after a reload: its first candidate. */
export const pageNumber = (page: ClassPage): number => page.pictures[0]!.candidateId

export const pageTiles = (page: ClassPage) => page.pictures.map(({ image }) => tileOf(image))

/** What the page on the screen says of itself when it is submitted. */
export type MeasurePage = () => SeenPictures & { pageMs: number }

const mostPassedOver = 2_000

/** Those passed over before and these, as many as a request takes. */
export const passedOverWith = (before: readonly number[], ids: readonly number[]): number[] =>
  [...before.filter((id) => !ids.includes(id)), ...ids].slice(-mostPassedOver)
