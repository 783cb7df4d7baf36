import { z } from 'zod'
import { ratingCandidateSchema, ratingImage } from '@/lib/contracts/rating/rating'
import { leastViewMs, picturesPerPage } from '@/lib/domain/rating/grid-page'

const count = z.number().int()
export const bodyId = z.number().int().min(0).max(2_147_483_647)

/** Candidates that were passed over for now, or could not be looked at. */
export const passedOver = z.array(bodyId).max(2_000).default([])

/** A picture of a page, and the candidate that it is with the class of the page. Nothing tells what anybody said of it. */
export const pagePicture = z.strictObject({ candidateId: count, image: ratingImage })

/** A page that is asked class first of an expert: one class, and pictures that may show it. */
export const classPage = z.strictObject({
  asked: ratingCandidateSchema,
  pictures: z.array(pagePicture).min(1).max(picturesPerPage),
})
export type ClassPage = z.infer<typeof classPage>

/** How long a page was worked on, and the name under which it is stored once. */
export const sentPage = {
  /** Under another account the page is refused with 401. */
  raterId: z.int32().optional(),
  submission: z.string().min(1).max(80),
  /** Milliseconds from the page being shown until it was submitted. */
  pageMs: count.min(0).max(86_400_000),
}

/** How a picture of a page was asked. */
export const sentPicture = {
  candidateId: bodyId,
  /** Its position on the page, from 0. */
  position: count.min(0).max(picturesPerPage - 1),
  /** Milliseconds it was in view. */
  shownMs: count
    .min(leastViewMs, { error: `a picture must have been in view for ${leastViewMs} milliseconds` })
    .max(86_400_000),
  /** Whether it was not tapped, and is one of the rest. */
  isRest: z.boolean(),
}

/** What is stored beside an answer that was given on a page. */
export const askedOnPage = z.strictObject({
  page: z.string(),
  pageMs: count,
  position: count,
  shownMs: count,
  isRest: z.boolean(),
})
export type AskedOnPage = z.infer<typeof askedOnPage>

/** Each candidate once. */
export const isEachOnce = (pictures: readonly { candidateId: number }[]) =>
  new Set(pictures.map(({ candidateId }) => candidateId)).size === pictures.length
