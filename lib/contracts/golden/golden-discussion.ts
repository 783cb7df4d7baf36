import { z } from 'zod'
import { classLabel } from '@/lib/contracts/classes/class-label'
import { listedPicture } from '@/lib/contracts/images/picture'
import { count, pageNumber, rowNumber } from '@/lib/contracts/number'
import { creditedImage } from '@/lib/contracts/rating/rating'
import { goldenPairFilters } from '@/lib/domain/golden/golden-pair-filter'
import { answers } from '@/lib/domain/rating/answer'

const conclusions = ['no', 'reopen', 'yes'] as const
export type Conclusion = (typeof conclusions)[number]

const goldenPair = z.strictObject({
  imageId: rowNumber,
  classId: rowNumber,
  name: z.string(),
  ...listedPicture,
  counts: z.strictObject({ no: count, maybe: count, yes: count }),
  /** The experts' conclusion or, without one, whether more than half of them answered yes. */
  holds: z.boolean(),
  conclusion: z.enum(['no', 'yes']).nullable(),
  notes: count,
})
export type GoldenPair = z.infer<typeof goldenPair>

export const goldenNote = z.strictObject({
  id: rowNumber,
  author: z.string(),
  text: z.string(),
  conclusion: z.enum(conclusions).nullable(),
  createdAt: z.iso.datetime(),
})
export type GoldenNote = z.infer<typeof goldenNote>

export const goldenPairDetail = z.strictObject({
  ...goldenPair.shape,
  class: classLabel,
  otherNames: z.array(z.string()),
  gloss: z.string().nullable(),
  path: z.array(z.string()),
  image: creditedImage,
  /** Whether experts can answer about the image here. False if its answers were imported and it was never drawn. */
  isInGoldenSet: z.boolean(),
  answers: z.array(
    z.strictObject({
      raterId: rowNumber,
      name: z.string(),
      isSimulated: z.boolean(),
      answer: z.enum(answers),
      answeredAt: z.iso.datetime().nullable(),
      /** The expert's previous answers, oldest first. */
      earlier: z.array(z.strictObject({ answer: z.enum(answers), replacedAt: z.iso.datetime() })),
    }),
  ),
  thread: z.array(goldenNote),
})
export type GoldenPairDetail = z.infer<typeof goldenPairDetail>

export const goldenPairQuery = z.object({
  show: z.enum(goldenPairFilters).default('close'),
  page: pageNumber,
})

export const goldenPairPage = z.strictObject({
  pairs: z.array(goldenPair),
  counts: z.strictObject({ close: count, all: count, concluded: count }),
  page: count,
  pageCount: count,
  /** Disputed pairs hidden because the reader has not yet answered about their images. */
  hiddenPairs: count,
})
export type GoldenPairPage = z.infer<typeof goldenPairPage>

export const goldenNoteInput = z.strictObject({
  text: z.string().trim().min(1, 'Enter a note.').max(4_000, 'At most 4,000 characters.'),
  conclusion: z.enum(conclusions).nullable().default(null),
})
export type GoldenNoteInput = z.infer<typeof goldenNoteInput>
