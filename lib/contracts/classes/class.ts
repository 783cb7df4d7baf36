import { z } from 'zod'
import { agreementFigure, agreementFigures } from '@/lib/contracts/agreement'
import { classPairDecisions } from '@/lib/domain/classes/class-pair'

const count = z.number().int()
const moment = z.iso.datetime()

/** Two classes by their indices, in the order in which a page or a decision names them. */
const _classIndex = z.coerce.number().int().min(0).max(2_147_483_647)

/** PUT …/class-pairs/A/B: what is decided; a `decision` of null takes it away. */
export const classPairInput = z.strictObject({
  decision: z.enum(classPairDecisions).nullable(),
  note: z.string().trim().max(2_000, 'At most 2,000 characters.').default(''),
})
export type ClassPairInput = z.input<typeof classPairInput>

/** A decision as the first of the two classes sees it. */
export const decidedPair = z.strictObject({
  decision: z.enum(classPairDecisions),
  note: z.string(),
  changedAt: moment,
  /** Null: the command line, or an account that is gone. */
  author: z.string().nullable(),
})
export type DecidedPair = z.infer<typeof decidedPair>
export const classPairOutput = z.strictObject({ decided: decidedPair.nullable() })

/** So many of so many, with the ends of the 95 % interval of the share (Wilson's); null where there is nothing to share. */
export const countedShare = z.strictObject({
  part: count,
  whole: count,
  interval: z.tuple([z.number(), z.number()]).nullable(),
})
export type CountedShare = z.infer<typeof countedShare>

/** What a finished count says of itself. */
export const countClassesResult = z.strictObject({ runId: count, classCount: count, pairCount: count })
export type CountClassesResult = z.infer<typeof countClassesResult>

/** What the newest run, its votes and the models say of a class, in images unless another thing is named. */
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
  /** First choices of models that name it, and those where it is kept. */
  firstCount: count,
  rightCount: count,
})
export type ClassFigures = z.infer<typeof classFigures>

export const classShares = z.strictObject({
  /** Rated images with this original label whose labels are not just that one; those that do not keep it at all. */
  changed: countedShare,
  lost: countedShare,
  /** Of the images that keep it, those whose original label is another. */
  gained: countedShare,
  /** Of the models' first choices that name it, those where it is kept. */
  models: countedShare,
})
export type ClassShares = z.infer<typeof classShares>

export const classRow = z.strictObject({
  index: count,
  name: z.string(),
  externalId: z.string().nullable(),
  hasNote: z.boolean(),
  decisionCount: count,
  /** Null until the newest run was counted. */
  figures: classFigures.nullable(),
  shares: classShares.nullable(),
  /** Krippendorff's alpha with ordinal distances, as last measured; null until then. */
  alpha: agreementFigure.nullable(),
})
export type ClassRow = z.infer<typeof classRow>

/** How two classes are confused, in rated images; see `ClassConfusion` in the schema. */
export const confusionCounts = z.strictObject({
  askedCount: count,
  dividedCount: count,
  originalCount: count,
  /** Whose original label is the first and that keep the second alone, and the other way round. */
  firstLostCount: count,
  secondLostCount: count,
  seenCount: count,
  /** Where a model names the first and the second alone is kept, and the other way round. */
  firstNamedCount: count,
  secondNamedCount: count,
  eitherCount: count,
  togetherCount: count,
  confusedCount: count,
})
export type ConfusionCounts = z.infer<typeof confusionCounts>

/** As the page defines them: see `confuserMeaning`. */
export const confusionShares = z.strictObject({
  raters: countedShare,
  originals: countedShare,
  models: countedShare,
  together: countedShare,
})
export type ConfusionShares = z.infer<typeof confusionShares>

const pairClass = z.strictObject({ index: count, name: z.string() })

export const confusedPair = z.strictObject({
  first: pairClass,
  second: pairClass,
  counts: confusionCounts,
  shares: confusionShares,
  /** As the first of the two sees it; null when nothing was decided. */
  decision: z.enum(classPairDecisions).nullable(),
})
export type ConfusedPair = z.infer<typeof confusedPair>

/** Classes that are confused most, and how often each with each. */
export const confusionMap = z.strictObject({
  classes: z.array(pairClass),
  /** Row by row; null on the diagonal. */
  values: z.array(z.array(count.nullable())),
})
export type ConfusionMap = z.infer<typeof confusionMap>

/** All that is said of one class. */
export const classFacts = z.strictObject({
  index: count,
  id: count,
  name: z.string(),
  otherNames: z.array(z.string()),
  externalId: z.string().nullable(),
  gloss: z.string().nullable(),
  wikipediaUrl: z.string().nullable(),
  path: z.array(z.string()),
  note: z.string().nullable(),
  figures: classFigures.nullable(),
  shares: classShares.nullable(),
  /** As last measured; null until then, or where no candidate has two votes. */
  agreement: agreementFigures.nullable(),
})
export type ClassFacts = z.infer<typeof classFacts>

/** A picture that shows a class, and whom it is by. */
export const classPicture = z.strictObject({
  contentHash: z.string(),
  credit: z.string().nullable(),
  license: z.string().nullable(),
})
export type ClassPicture = z.infer<typeof classPicture>

/** What was decided about a class and another one, as the class sees it. */
export const classDecision = decidedPair.extend({ other: pairClass })
export type ClassDecision = z.infer<typeof classDecision>

/** What uses a class, as counts in words; empty when nothing does. */
export const classUses = z.strictObject({ uses: z.array(z.string()) })
export type ClassUses = z.infer<typeof classUses>
