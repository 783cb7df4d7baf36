import { z } from 'zod'
import { agreementFigure, agreementFigures, pairAgreement, raterAgreement } from '@/lib/contracts/agreement'
import { count, rowNumber } from '@/lib/contracts/number'
import { goldenMarks } from '@/lib/contracts/quality'
import { raterSummary } from './rater-table'

/** Answers against truth. Rows: the label holds, does not hold. Columns: no, maybe, yes. */
const judgement = z.strictObject({
  counts: z.array(z.array(z.number())),
  /** Balanced accuracy, a maybe counting half. */
  skill: agreementFigure,
  /** Judged answers, and their images. */
  answerCount: count,
  imageCount: count,
})
export type Judgement = z.infer<typeof judgement>

const raterModel = z.strictObject({
  classes: z.array(z.string()),
  answers: z.array(z.string()),
  /** P(answer | hidden class), one row per class. Null for methods without such a model. */
  probability: z.array(z.array(z.number())).nullable(),
  /** Larger is better; `skillMeaning` says what it measures. Null in runs of older versions. */
  skill: z.number().nullable(),
  skillMeaning: z.string().nullable(),
  goldenAnswerCount: count,
})
export type RaterModel = z.infer<typeof raterModel>

const driftWindow = z.strictObject({
  /** Votes before the window and at its end. */
  from: count,
  to: count,
  /** Times of its first and last vote. Null if unknown. */
  firstAt: z.iso.datetime().nullable(),
  lastAt: z.iso.datetime().nullable(),
  skill: agreementFigure,
})
export type DriftWindow = z.infer<typeof driftWindow>

export const raterDetail = z.strictObject({
  ...raterSummary.pick({ id: true, kind: true, isExpert: true, externalId: true, votes: true }).shape,
  /** Golden accuracy. Null without golden answers, and for experts, whose answers establish truth. */
  golden: goldenMarks.nullable(),
  /** Number of answers that establish truth. Null unless the rater is an expert. */
  expertAnswers: count.nullable(),
  lastActivityAt: z.iso.datetime().nullable(),
  previous: count.nullable(),
  next: count.nullable(),
  hasSimulated: z.boolean(),
  /** Whether an account or a panel id is still linked to the rater. */
  hasIdentity: z.boolean(),
  /** Determines which actions the page offers. */
  status: z.strictObject({
    pausedAt: z.iso.datetime().nullable(),
    isLeftOut: z.boolean(),
    /** Submitted rating tasks that were not yet given to another rater as well. */
    replaceable: count,
    /** Whether there is a test that the rater has not passed. */
    isBeforeTest: z.boolean(),
    hasAttempts: z.boolean(),
  }),
  runs: z.array(z.strictObject({ id: rowNumber, title: z.string() })),
  /** The run that answers are compared with. Null before the first. */
  run: z.strictObject({ id: rowNumber, title: z.string() }).nullable(),
  againstRun: judgement.nullable(),
  model: raterModel.nullable(),
  /** The answers behind `golden`. Null if that is null. */
  againstGolden: judgement.pick({ counts: true, imageCount: true }).nullable(),
  /** Null without a run. */
  drift: z.array(driftWindow).nullable(),
  /** From the newest report. Null if there is none or the rater is not in it. */
  agreement: z
    .strictObject({
      createdAt: z.iso.datetime(),
      rater: raterAgreement,
      overall: agreementFigures,
      /** Lowest kappa first. */
      pairs: z.array(pairAgreement),
    })
    .nullable(),
})
export type RaterDetail = z.infer<typeof raterDetail>
