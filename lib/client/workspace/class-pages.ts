import { tileOf } from '@/lib/client/rating/image-ready'
import type { ClassPage } from '@/lib/contracts/class-page'
import { type SeenPictures, submittedPictures } from '@/lib/domain/rating/class-pages'
import type { PictureMark } from '@/lib/domain/rating/grid-page'

export const pageIds = (page: ClassPage): number[] => page.pictures.map(({ candidateId }) => candidateId)

/** Identifies a page in this browser, also after a reload, by its first candidate. */
export const pageNumber = (page: ClassPage): number => page.pictures[0]!.candidateId

/** The options that all workspaces with class-first pages share. */
export const pageOptions = (nothingLeft: string) => ({
  name: 'pages',
  numberOf: pageNumber,
  numberOfEntry: ({ page }: { page: number }) => page,
  picturesOf: ({ pictures }: ClassPage) => pictures.map(({ image }) => tileOf(image)),
  announcement: (page: ClassPage | null) => (page ? `Which images show ${page.asked.name}?` : nothingLeft),
})

type SeenPage = SeenPictures & { pageMs: number }

export type MeasurePage = () => SeenPage

/** Returns a page as it is submitted, and in `failed` the candidates whose pictures could not be shown. */
export const pageSubmission = (page: ClassPage, marks: readonly PictureMark[], seen: SeenPage) => ({
  page: pageNumber(page),
  pageMs: seen.pageMs,
  pictures: submittedPictures(pageIds(page), marks, seen),
  failed: pageIds(page).filter((_, position) => seen.failed?.includes(position)),
})
