import { z } from 'zod'
import { count, rowNumber } from '@/lib/contracts/number'
import { ratingCandidateSchema, ratingImage } from '@/lib/contracts/rating/rating'
import { minViewMs, picturesPerPage } from '@/lib/domain/rating/rating-limits'

/** Candidates that the expert skipped for now, or whose picture could not be shown. */
export const passedOver = z.array(rowNumber).max(2_000).default([])

/** A picture of a page and its candidate for the page's class. Must not reveal anyone's answers. */
export const pagePicture = z.strictObject({ candidateId: rowNumber, image: ratingImage })

/** A page of pictures that may show one class, for an expert to answer class first. */
export const classPage = z.strictObject({
  asked: ratingCandidateSchema,
  pictures: z.array(pagePicture).min(1).max(picturesPerPage),
})
export type ClassPage = z.infer<typeof classPage>

/** Time spent on a page, and the idempotency key under which it is stored. */
export const sentPage = {
  /** If this is not the signed-in account, the page is rejected with 401. */
  raterId: z.int32().optional(),
  submission: z.string().min(1).max(80),
  /** Milliseconds from showing the page until it was submitted. */
  pageMs: count.max(86_400_000),
}

export const sentPicture = {
  candidateId: rowNumber,
  /** Position on the page, from 0. */
  position: count.max(picturesPerPage - 1),
  /** Milliseconds in view. */
  shownMs: count
    .min(minViewMs, { error: `an image must have been in view for ${minViewMs} milliseconds` })
    .max(86_400_000),
  /** Whether the picture was not tapped and got the answer for the rest of the page. */
  isRest: z.boolean(),
}

export const askedOnPage = z.strictObject({
  page: z.string(),
  pageMs: count,
  position: count,
  shownMs: count,
  isRest: z.boolean(),
})
export type AskedOnPage = z.infer<typeof askedOnPage>

export const hasDistinctCandidates = (pictures: readonly { candidateId: number }[]) =>
  new Set(pictures.map(({ candidateId }) => candidateId)).size === pictures.length
