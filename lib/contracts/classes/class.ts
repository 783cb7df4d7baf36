import { z } from 'zod'
import { type AgreementFigure, agreementFigures } from '@/lib/contracts/agreement'
import { count, rowNumber } from '@/lib/contracts/number'
import { type ClassPairDecision, classPairDecisions } from '@/lib/domain/classes/class-pair'

const moment = z.iso.datetime()

/** A `decision` of null removes the decision. */
export const classPairInput = z.strictObject({
  decision: z.enum(classPairDecisions).nullable(),
  note: z.string().trim().max(2_000, 'At most 2,000 characters.').default(''),
})

/** A decision from the point of view of the first of the two classes. */
const decidedPair = z.strictObject({
  decision: z.enum(classPairDecisions),
  note: z.string(),
  changedAt: moment,
  /** Null: the command line, or a deleted account. */
  author: z.string().nullable(),
})
export type DecidedPair = z.infer<typeof decidedPair>
export const classPairOutput = z.strictObject({ decided: decidedPair.nullable() })

/** A count out of `whole`, with the 95% Wilson interval of the share. The interval is null if `whole` is 0. */
const shareEstimate = z.strictObject({
  part: count,
  whole: count,
  interval: z.tuple([z.number(), z.number()]).nullable(),
})
export type ShareEstimate = z.infer<typeof shareEstimate>

export const countClassesResult = z.strictObject({ runId: rowNumber, classCount: count, pairCount: count })
export type CountClassesResult = z.infer<typeof countClassesResult>

/** Figures of a class from the newest run, its votes and the models. Counts are images unless noted. */
export const classFigures = z.strictObject({
  originalCount: count,
  ratedCount: count,
  labelledCount: count,
  confirmedCount: count,
  changedCount: count,
  keptCount: count,
  candidateCount: count,
  noCount: count,
  maybeCount: count,
  yesCount: count,
  /** Models' first choices of this class, and how many of them are labels of their image. */
  firstCount: count,
  rightCount: count,
})
export type ClassFigures = z.infer<typeof classFigures>

const classShares = z.strictObject({
  /** Rated images with this original label: those whose labels are not exactly it, and those that lose it. */
  changed: shareEstimate,
  lost: shareEstimate,
  /** Of the rated images labeled with it, those with another original label or none. */
  gained: shareEstimate,
  /** Of the models' first choices of this class, those that are labels of their image. */
  models: shareEstimate,
})
export type ClassShares = z.infer<typeof classShares>

export interface ClassRow {
  index: number
  name: string
  externalId: string | null
  hasNote: boolean
  decisionCount: number
  /** Null until the newest run has been counted. */
  figures: ClassFigures | null
  shares: ClassShares | null
  /** Krippendorff's ordinal alpha from the newest measurement. Null before the first. */
  alpha: AgreementFigure | null
}

/** How often two classes are confused, in rated images. See `ClassConfusion` in the schema. */
export interface ConfusionCounts {
  askedCount: number
  dividedCount: number
  originalCount: number
  /** Images whose original label is the first and that keep only the second, and vice versa. */
  firstLostCount: number
  secondLostCount: number
  seenCount: number
  /** Images on which a model chooses the first while only the second is kept, and vice versa. */
  firstNamedCount: number
  secondNamedCount: number
  eitherCount: number
  togetherCount: number
  confusedCount: number
}

/** See `confuserMeaning`. */
export interface ConfusionShares {
  raters: ShareEstimate
  originals: ShareEstimate
  models: ShareEstimate
  together: ShareEstimate
}

interface PairClass {
  index: number
  name: string
}

export interface ConfusedPair {
  first: PairClass
  second: PairClass
  counts: ConfusionCounts
  shares: ConfusionShares
  /** From the point of view of the first class. Null if nothing was decided. */
  decision: ClassPairDecision | null
}

export interface ConfusionMap {
  classes: PairClass[]
  /** Row-major. Null on the diagonal. */
  values: (number | null)[][]
}

export const classFacts = z.strictObject({
  index: count,
  id: rowNumber,
  name: z.string(),
  otherNames: z.array(z.string()),
  externalId: z.string().nullable(),
  gloss: z.string().nullable(),
  wikipediaUrl: z.string().nullable(),
  path: z.array(z.string()),
  note: z.string().nullable(),
  figures: classFigures.nullable(),
  shares: classShares.nullable(),
  /** From the newest measurement. Null before the first, or if no candidate has two votes. */
  agreement: agreementFigures.nullable(),
})
export type ClassFacts = z.infer<typeof classFacts>

export const classPicture = z.strictObject({
  contentHash: z.string(),
  credit: z.string().nullable(),
  license: z.string().nullable(),
})
export type ClassPicture = z.infer<typeof classPicture>

/** A decision about a class and another one, from the point of view of the class. */
export interface ClassDecision extends DecidedPair {
  other: PairClass
}

const className = z.string().trim().min(1, 'Enter a name.').max(1_000, 'At most 1,000 characters.')

export const classWording = z.strictObject({
  name: className,
  otherNames: z.array(className).max(100, 'At most 100 other names.'),
  /** Null, or blank, for none. */
  gloss: z.string().max(10_000, 'At most 10,000 characters.').nullable(),
})
export type ClassWording = z.infer<typeof classWording>

/** What uses a class, as counts in words. */
export const classUses = z.strictObject({ uses: z.array(z.string()) })
export type ClassUses = z.infer<typeof classUses>
