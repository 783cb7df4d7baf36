import { z } from 'zod'
import { goldenNote } from '@/lib/contracts/golden/golden-discussion'
import { listedImage } from '@/lib/contracts/images/picture'
import { count, rowNumber } from '@/lib/contracts/number'
import { goldenMarks } from '@/lib/contracts/quality'
import { creditedImage, ratingCandidateSchema } from '@/lib/contracts/rating/rating'
import { adjudicationReasons, maxNoteLength, queueKinds } from '@/lib/domain/adjudication/adjudication'
import { answers } from '@/lib/domain/rating/answer'

const answer = z.enum(answers)

export const adjudicationView = z.strictObject({
  kind: z.enum(queueKinds).nullable().default(null),
  classIndex: rowNumber.nullable().default(null),
  image: rowNumber.nullable().default(null),
})

export const nextAdjudicationInput = z.strictObject({
  view: adjudicationView,
  later: z.array(rowNumber).max(500).default([]),
})
export type NextAdjudicationInput = z.infer<typeof nextAdjudicationInput>

/** A pair as shown before the expert has answered, so it must not contain anyone's answers. */
export const adjudicationTask = z.strictObject({
  candidateId: rowNumber,
  imageId: rowNumber,
  candidate: ratingCandidateSchema,
  image: creditedImage,
  others: z.array(
    z.strictObject({
      ...{ candidateId: rowNumber, name: z.string(), gloss: z.string().nullable() },
      ...{ lang: z.string(), glossLang: z.string() },
    }),
  ),
  /** Who sent the pair to experts, and when. Null if nobody did; `by` is null for the command line. */
  sent: z.strictObject({ by: z.string().nullable(), at: z.iso.datetime() }).nullable(),
})
export type AdjudicationTask = z.infer<typeof adjudicationTask>

export const adjudicationWorkspace = z.strictObject({
  /** The account's rater number in the project. */
  raterId: rowNumber,
  /** Null if no pair of the view is left, or other experts have the rest. */
  task: adjudicationTask.nullable(),
  /** The class filtered by. Null without a class filter, or if the class does not exist. */
  className: z.string().nullable(),
  /** The next pairs, so that work can go on for a while without a connection. */
  ahead: z.array(adjudicationTask),
  progress: z.strictObject({
    sent: count,
    near: count,
    differ: count,
    adjudicated: count,
    /** How many candidates were decided, or lost their decision, after the answers that the latest run used. */
    sinceRun: count,
    /** Whether one of the decisions is the reader's own. */
    canUndo: z.boolean(),
    /** Expected number of labels that deciding the remaining pairs will change. */
    changes: z.number(),
  }),
})
export type AdjudicationWorkspace = z.infer<typeof adjudicationWorkspace>

/** The expert must answer before the reveal. */
export const revealInput = z.strictObject({ answer })

export const revealedPair = z.strictObject({
  candidateId: rowNumber,
  isOriginal: z.boolean(),
  /** Score in the latest run. */
  run: z
    .strictObject({
      id: rowNumber,
      score: z.number(),
      low: z.number().nullable(),
      high: z.number().nullable(),
      threshold: z.number(),
    })
    .nullable(),
  votes: z.array(
    z.strictObject({
      raterId: rowNumber,
      answer,
      isSimulated: z.boolean(),
      isExcluded: z.boolean(),
      isOwn: z.boolean(),
      /** Whether it was given to all remaining candidates or images at once. */
      isRest: z.boolean(),
      /** How long the candidate was selected, or its image in view. Null if not measured. */
      seconds: z.number().nullable(),
      /** The rater's golden accuracy. Null without golden answers. */
      golden: goldenMarks.nullable(),
    }),
  ),
  experts: z.array(z.strictObject({ raterId: rowNumber, name: z.string(), answer })),
  thread: z.array(goldenNote),
  models: z.array(z.strictObject({ name: z.string(), rank: count.nullable() })),
  /** Earlier adjudications of the pair that were not undone, newest first. */
  earlier: z.array(z.strictObject({ id: rowNumber, name: z.string(), answer, reason: z.string(), note: z.string() })),
})
export type RevealedPair = z.infer<typeof revealedPair>

/** The deciding expert, and the idempotency key under which the decision is stored. */
export const sentDecision = {
  /** If this is not the signed-in account, the decision is rejected with 401. */
  raterId: z.int32().optional(),
  submission: z.string().max(80).optional(),
}

export const adjudicationInput = z.strictObject({
  ...sentDecision,
  candidateId: rowNumber,
  firstAnswer: answer,
  answer,
  reason: z.enum(adjudicationReasons),
  note: z.string().trim().max(maxNoteLength, 'At most 2,000 characters.').default(''),
  next: nextAdjudicationInput,
})
export type AdjudicationInput = z.infer<typeof adjudicationInput>

export const undoneAdjudication = z.strictObject({
  task: adjudicationTask,
  revealed: revealedPair,
  firstAnswer: answer,
  answer,
  reason: z.enum(adjudicationReasons).nullable(),
  note: z.string(),
})
export type UndoneAdjudication = z.infer<typeof undoneAdjudication>

export const adjudicationEntry = z.strictObject({
  id: rowNumber,
  candidateId: rowNumber,
  ...listedImage,
  name: z.string(),
  classIndex: count.nullable(),
  raterId: rowNumber,
  by: z.string(),
  firstAnswer: answer,
  answer,
  reason: z.string(),
  note: z.string(),
  /** Score in the run at that time. Null if not recorded. */
  score: z.number().nullable(),
  isUndone: z.boolean(),
  /** Whether a later adjudication of the same pair exists. */
  isOvertaken: z.boolean(),
  createdAt: z.iso.datetime(),
})
export type AdjudicationEntry = z.infer<typeof adjudicationEntry>

/** As shown beside the image that it is about. */
export const imageAdjudication = adjudicationEntry.pick({
  ...{ id: true, raterId: true, firstAnswer: true, answer: true, reason: true, note: true, createdAt: true },
})
export type ImageAdjudication = z.infer<typeof imageAdjudication>

export interface AdjudicationPage {
  entries: AdjudicationEntry[]
  total: number
  page: number
  pageCount: number
  experts: { raterId: number; name: string }[]
}
