import { z } from 'zod'
import { goldenNote } from '@/lib/contracts/golden/golden-discussion'
import { goldenMarks } from '@/lib/contracts/quality'
import { creditedImage, ratingCandidateSchema } from '@/lib/contracts/rating/rating'
import { adjudicationReasons, longestNote, queueKinds } from '@/lib/domain/adjudication/adjudication'
import { answers } from '@/lib/domain/rating/answer'

const count = z.number().int()
const bodyId = z.number().int().min(0).max(2_147_483_647)
const answer = z.enum(answers)

export const adjudicationView = z.strictObject({
  kind: z.enum(queueKinds).nullable().default(null),
  classIndex: bodyId.nullable().default(null),
  image: bodyId.nullable().default(null),
})

/** POST …/adjudications/next */
export const nextAdjudicationInput = z.strictObject({
  view: adjudicationView,
  /** Pairs passed over for now. */
  later: z.array(bodyId).max(500).default([]),
})
export type NextAdjudicationInput = z.infer<typeof nextAdjudicationInput>

/** A pair as it is shown before the reader has answered: what anybody else said is not in it. */
export const adjudicationTask = z.strictObject({
  candidateId: count,
  imageId: count,
  candidate: ratingCandidateSchema,
  image: creditedImage,
  /** What else is proposed for the picture, by name. */
  others: z.array(
    z.strictObject({
      ...{ candidateId: count, name: z.string(), gloss: z.string().nullable() },
      /** The languages of the name and of the gloss. */
      ...{ lang: z.string(), glossLang: z.string() },
    }),
  ),
  /** Who sent it to experts, and when; null where nobody did. `by` is null for the command line. */
  sent: z.strictObject({ by: z.string().nullable(), at: z.iso.datetime() }).nullable(),
})
export type AdjudicationTask = z.infer<typeof adjudicationTask>

export const adjudicationWorkspace = z.strictObject({
  /** The number this account has as a rater of the project. */
  raterId: count,
  /** Null when nothing is left of what was asked for. */
  task: adjudicationTask.nullable(),
  /** The name of the class asked for; null when none is, or there is no such class. */
  className: z.string().nullable(),
  /** The pairs that come next, so that deciding goes on for a while without the network. */
  ahead: z.array(adjudicationTask),
  progress: z.strictObject({
    sent: count,
    near: count,
    differ: count,
    /** Pairs of the project with a decision so far. */
    adjudicated: count,
    /** Labels that decisions on the pairs left are expected to change. */
    changes: z.number(),
  }),
})
export type AdjudicationWorkspace = z.infer<typeof adjudicationWorkspace>

/** POST …/adjudications/pairs/C/reveal: one's own answer comes first. */
export const revealInput = z.strictObject({ answer })

/** What the others said of a pair. */
export const revealedPair = z.strictObject({
  candidateId: count,
  isOriginal: z.boolean(),
  /** What the latest run has of it. */
  run: z
    .strictObject({
      id: count,
      score: z.number(),
      low: z.number().nullable(),
      high: z.number().nullable(),
      threshold: z.number(),
    })
    .nullable(),
  votes: z.array(
    z.strictObject({
      raterId: count,
      answer,
      isSimulated: z.boolean(),
      isLeftOut: z.boolean(),
      isOwn: z.boolean(),
      /** On golden answers; null where the rater gave none. */
      golden: goldenMarks.nullable(),
    }),
  ),
  experts: z.array(z.strictObject({ raterId: count, name: z.string(), answer })),
  thread: z.array(goldenNote),
  models: z.array(z.strictObject({ name: z.string(), rank: count.nullable() })),
  /** Other adjudications of it that stand, the newest first. */
  earlier: z.array(z.strictObject({ id: count, name: z.string(), answer, reason: z.string(), note: z.string() })),
})
export type RevealedPair = z.infer<typeof revealedPair>

/** Which expert decided, and a name for the decision, under which it is stored once however often it is sent. */
export const sentDecision = {
  /** Under another account the decision is refused with 401. */
  raterId: z.int32().optional(),
  submission: z.string().max(80).optional(),
}

/** POST …/adjudications */
export const adjudicationInput = z.strictObject({
  ...sentDecision,
  candidateId: bodyId,
  firstAnswer: answer,
  answer,
  reason: z.enum(adjudicationReasons),
  note: z.string().trim().max(longestNote, 'At most 2,000 characters.').default(''),
  next: nextAdjudicationInput,
})
export type AdjudicationInput = z.infer<typeof adjudicationInput>

/** POST …/adjudications/undo */
export const undoneAdjudication = z.strictObject({
  task: adjudicationTask,
  revealed: revealedPair,
  firstAnswer: answer,
  answer,
  reason: z.enum(adjudicationReasons).nullable(),
  note: z.string(),
})
export type UndoneAdjudication = z.infer<typeof undoneAdjudication>

/** One adjudication in the history. */
export const adjudicationEntry = z.strictObject({
  id: count,
  candidateId: count,
  imageId: count,
  fileName: z.string(),
  contentHash: z.string().nullable(),
  credit: z.string().nullable(),
  license: z.string().nullable(),
  name: z.string(),
  classIndex: count.nullable(),
  raterId: count,
  by: z.string(),
  firstAnswer: answer,
  answer,
  reason: z.string(),
  note: z.string(),
  /** What the run had of it then; null where the origin does not say. */
  score: z.number().nullable(),
  isUndone: z.boolean(),
  /** Another one of the same pair came later. */
  isOvertaken: z.boolean(),
  createdAt: z.iso.datetime(),
})
export type AdjudicationEntry = z.infer<typeof adjudicationEntry>

export const adjudicationPage = z.strictObject({
  entries: z.array(adjudicationEntry),
  total: count,
  page: count,
  pageCount: count,
  experts: z.array(z.strictObject({ raterId: count, name: z.string() })),
})
export type AdjudicationPage = z.infer<typeof adjudicationPage>
