import { z } from 'zod'
import { classLabel } from './class-label'
import { pairVote } from './pair-vote'
import { runSummary } from './run'

/** A class proposed for an image, with what was said of it. */
export const imagePair = z.strictObject({
  candidateId: z.number().int(),
  class: classLabel,
  isOriginal: z.boolean(),
  isKept: z.boolean(),
  /** Null without a run, or when the run did not see this pair. */
  score: z.number().nullable(),
  low: z.number().nullable(),
  high: z.number().nullable(),
  votes: z.array(pairVote),
})
export type ImagePair = z.infer<typeof imagePair>

export const projectImage = z.strictObject({
  id: z.number().int(),
  position: z.number().int(),
  fileName: z.string(),
  /** Null when only the name is known. */
  contentHash: z.string().nullable(),
  width: z.number().int().nullable(),
  height: z.number().int().nullable(),
  credit: z.string().nullable(),
  creditUrl: z.string().nullable(),
  license: z.string().nullable(),
  original: classLabel.nullable(),
  /** Null without a run. */
  isChanged: z.boolean().nullable(),
  isRated: z.boolean().nullable(),
  pairs: z.array(imagePair),
  /** Labels kept that were never proposed: the original label of an image that nobody rated. */
  otherKept: z.array(classLabel),
})
export type ProjectImage = z.infer<typeof projectImage>

export const imagePage = z.strictObject({
  hasSimulated: z.boolean(),
  images: z.array(projectImage),
  total: z.number().int(),
  page: z.number().int(),
  pageCount: z.number().int(),
  pageSize: z.number().int(),
  runs: z.array(runSummary),
  run: runSummary.nullable(),
  /** The class filtered by; null when none is, or when there is no such class. */
  filterClass: classLabel.nullable(),
})
export type ImagePage = z.infer<typeof imagePage>

export const imageDetail = z.strictObject({
  image: projectImage,
  /** Its place among the images the filter shows, from 1; null when the filter does not show it. */
  place: z.number().int().nullable(),
  previousId: z.number().int().nullable(),
  nextId: z.number().int().nullable(),
})
export type ImageDetail = z.infer<typeof imageDetail>

export const classSearchQuery = z.object({ query: z.string().trim().max(100).default('') })
export const classList = z.strictObject({ classes: z.array(classLabel) })

/** A manifest, or a zip of the pictures with their manifest. */
export const imageFormats = ['csv', 'jsonl', 'zip'] as const
export type ImageFormat = (typeof imageFormats)[number]
export const imageExportQuery = z.object({ format: z.enum(imageFormats).default('zip') })
