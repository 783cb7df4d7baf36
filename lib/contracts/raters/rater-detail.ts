import { z } from 'zod'
import { agreementFigure, agreementFigures, pairAgreement, raterAgreement } from '@/lib/contracts/agreement'
import { goldenMarks } from '@/lib/contracts/quality'
import { raterSummary } from './rater'

const count = z.number().int()

/** Answers beside what is held to be true: rows the label holds and does not hold, columns no, maybe and yes. */
const judgement = z.strictObject({
  counts: z.array(z.array(z.number())),
  /** Balanced accuracy, maybe being half right. */
  skill: agreementFigure,
  /** How many answers were judged, on how many images. */
  answerCount: count,
  imageCount: count,
})
export type Judgement = z.infer<typeof judgement>

/** What a run's own model has learned about a rater. */
const raterModel = z.strictObject({
  classes: z.array(z.string()),
  answers: z.array(z.string()),
  /** P(answer | hidden class): a row a class; null for a method without such a model. */
  probability: z.array(z.array(z.number())).nullable(),
  /** One number, larger for the better, and what it is; null in runs of older versions. */
  skill: z.number().nullable(),
  skillMeaning: z.string().nullable(),
  goldenAnswerCount: count,
})
export type RaterModel = z.infer<typeof raterModel>

const driftWindow = z.strictObject({
  /** Votes before the window and at its end. */
  from: count,
  to: count,
  /** When its first and last vote were given; null when not known. */
  firstAt: z.iso.datetime().nullable(),
  lastAt: z.iso.datetime().nullable(),
  skill: agreementFigure,
})
export type DriftWindow = z.infer<typeof driftWindow>

/** One rater, as the rater's page shows them. */
export const raterDetail = z.strictObject({
  ...raterSummary.pick({ id: true, kind: true, isExpert: true, externalId: true, votes: true }).shape,
  /** Golden accuracy; null without such answers, and for experts, who make the truth. */
  golden: goldenMarks.nullable(),
  /** How many answers establish truth; null unless an expert. */
  expertAnswers: count.nullable(),
  lastActivityAt: z.iso.datetime().nullable(),
  /** The raters beside this one, by number. */
  previous: count.nullable(),
  next: count.nullable(),
  hasSimulated: z.boolean(),
  /** What can be done about the rater depends on it. */
  status: z.strictObject({
    pausedAt: z.iso.datetime().nullable(),
    isLeftOut: z.boolean(),
    /** Submitted rating tasks for which no other place was opened yet. */
    replaceable: count,
    /** Whether there is a test that the rater has not passed. */
    isBeforeTest: z.boolean(),
    hasAttempts: z.boolean(),
  }),
  runs: z.array(z.strictObject({ id: count, title: z.string() })),
  /** The run that answers are held against; null before the first. */
  run: z.strictObject({ id: count, title: z.string() }).nullable(),
  againstRun: judgement.nullable(),
  model: raterModel.nullable(),
  /** The answers that golden accuracy is about; null where that is. */
  againstGolden: judgement.pick({ counts: true, imageCount: true }).nullable(),
  /** Null without a run. */
  drift: z.array(driftWindow).nullable(),
  /** From the newest report; null where there is none or the rater is not in it. */
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
