import { z } from 'zod'
import type { ListedPicture } from '@/lib/contracts/images/picture'
import { count, decimal, integerBetween, rowId, rowNumber } from '@/lib/contracts/number'
import { type GoldenUse, goldenUses } from '@/lib/domain/quality/control-task-plan'
import type { AskableLabels } from '@/lib/domain/quality/ineffective-settings'
import { ruleActions } from '@/lib/domain/quality/quality-rule'
import { defaultTest, minPassMark } from '@/lib/domain/quality/test-pass'
import { answers } from '@/lib/domain/rating/answer'
import { qualificationSteps } from '@/lib/domain/rating/qualification-step'

const share = (least: number, most: number) =>
  z
    .number('Enter a percentage.')
    .min(least, `At least ${Math.round(least * 100)}%.`)
    .max(most, `At most ${Math.round(most * 100)}%.`)

const action = z.enum(ruleActions)

/** A rule does not fire before it has `last` answers or tasks to check. */
const qualityRule = z.discriminatedUnion('kind', [
  /** The lower of the two marks of golden accuracy, each over the last so many answers. */
  z.strictObject({ kind: z.literal('golden-marks'), last: integerBetween(3, 1000), below: share(0.01, 1), action }),
  /** Median active seconds per task. */
  z.strictObject({
    kind: z.literal('too-fast'),
    last: integerBetween(5, 1000),
    belowSeconds: decimal.min(0.1, 'At least 0.1.').max(600, 'At most 600.'),
    action,
  }),
  /** How many of the last answers are the same answer. */
  z
    .strictObject({
      kind: z.literal('same-answer'),
      last: integerBetween(10, 1000),
      atLeast: integerBetween(2, 1000),
      action,
    })
    .refine((rule) => rule.atLeast <= rule.last, {
      path: ['atLeast'],
      message: 'Cannot exceed the number of answers checked.',
    }),
])

const qualification = z.strictObject({
  trainingTasks: integerBetween(0, 100),
  testTasks: integerBetween(1, 100),
  /** Share of correct answers required on labels that hold and on labels that do not. A maybe counts half. */
  passMark: share(minPassMark, 1),
  attempts: integerBetween(1, 10).default(defaultTest.attempts),
})
export type Qualification = z.infer<typeof qualification>

/** `project.quality`. An empty object disables all checks. */
export const qualitySettings = z.strictObject({
  /** Share of a rater's tasks that are gold questions. */
  goldenShare: share(0, 0.5).default(0),
  qualification: qualification.nullable().default(null),
  rules: z.array(qualityRule).max(20, 'At most 20 rules.').default([]),
  /** Whether pass mark and rules date from when they limited the share of all correct answers. */
  isSetBeforeMarks: z.boolean().optional(),
})
export type QualitySettings = z.infer<typeof qualitySettings>

/** Sets the use of chosen images, or draws uses at random among all images whose truth is known. */
export const goldenUseInput = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('chosen'),
    imageIds: z.array(rowId).min(1, 'Select at least one image.').max(1000, 'At most 1,000 at once.'),
    use: z.enum(goldenUses),
  }),
  /** Numbers of images for training and for the test. The rest are hidden gold questions. */
  z.strictObject({
    kind: z.literal('draw'),
    training: integerBetween(0, 10_000),
    test: integerBetween(0, 10_000),
    seed: integerBetween(0, 2_147_483_647),
  }),
])
export type GoldenUseInput = z.infer<typeof goldenUseInput>

const useCounts = z.strictObject({ hidden: count, training: count, test: count })
const kindCounts = z.strictObject({ holds: count, holdsNot: count })

/** Golden images whose truth is known, and the tasks made from them, by use. */
export const goldenUseCounts = z.strictObject({
  images: useCounts,
  tasks: useCounts,
  /** Hidden tasks whose labels are also in open rating tasks, so only as many raters get them as those can spare. */
  asked: count,
  /** Labels that hold and labels that do not, over all test tasks. */
  testLabels: kindCounts,
  /** Test images that yield no task because they have no label that holds, or none that does not. */
  testMissing: kindCounts,
})
export type GoldenUseCounts = z.infer<typeof goldenUseCounts>

/** Raters who have run out of gold questions, and after how many of their tasks this happens at the earliest. */
export interface GoldenShortage {
  raters: number
  afterTasks: number
  /** Golden images needed for each of them to last an equal part of the answers still wanted. 0 if none are wanted. */
  imagesNeeded: number
}

/** Golden images with their use, in the order in which experts see them. */
export interface GoldenUsePage {
  counts: GoldenUseCounts
  /** Golden images without expert answers, which cannot be used to check raters. */
  unknownImages: number
  images: (ListedPicture & {
    imageId: number
    /** From 1, in the order in which experts see them. */
    position: number
    use: GoldenUse
    /** Labels that hold, and all pairs whose truth is known. */
    labels: number
    pairs: number
  })[]
  page: number
  pageCount: number
}

/** Blank removes the explanation. */
export const explanationInput = z.strictObject({ text: z.string().trim().max(2000, 'At most 2,000 characters.') })
export const explanationOutput = z.strictObject({ text: z.string().nullable() })

export interface TrainingPage {
  images: (ListedPicture & {
    imageId: number
    labels: { candidateId: number; name: string; holds: boolean; explanation: string | null }[]
  })[]
  page: number
  pageCount: number
}

/** Share of correct answers, a maybe counting half, with its 95% Wilson interval. */
const accuracy = z.strictObject({
  count: count,
  share: z.number(),
  low: z.number(),
  high: z.number(),
})

const ruleFigures = z.strictObject({
  /** For golden marks: answers of each kind. */
  count: count,
  /** A share, seconds or a number of answers. For golden marks: the lower mark. */
  value: z.number(),
  /** Null if the rule is not about golden marks. */
  marks: z.strictObject({ holds: accuracy, holdsNot: accuracy }).nullable().default(null),
  /** 95% interval if the value is a share. */
  interval: z.tuple([z.number(), z.number()]).nullable(),
  /** Null if the rule is not about one answer. */
  answer: z.enum(answers).nullable(),
})

/** The rule as stored in the alert when it fired. */
const alertedRule = z.union([
  qualityRule,
  /** Former rule on the share of all correct answers. */
  z.strictObject({ kind: z.literal('golden-accuracy'), last: count, below: z.number(), action }),
])

export const qualityAlert = z.strictObject({
  id: rowNumber,
  raterId: rowNumber,
  rule: alertedRule,
  figures: ruleFigures,
  hasPaused: z.boolean(),
  createdAt: z.iso.datetime(),
  settledAt: z.iso.datetime().nullable(),
})
export type QualityAlert = z.infer<typeof qualityAlert>

const markOfKind = accuracy.nullable()

/**
 * Golden accuracy: the marks on labels that hold and on labels that do not, and their mean as the headline. The mean is
 * null while either kind has too few answers; `missing` counts how many more are needed.
 */
export const goldenMarks = z.strictObject({
  holds: markOfKind,
  holdsNot: markOfKind,
  balanced: accuracy.omit({ count: true }).nullable(),
  missing: z.strictObject({ holds: count, holdsNot: count }),
})
export type GoldenMarks = z.infer<typeof goldenMarks>

const qualificationAttempt = z.strictObject({
  attempt: count,
  startedAt: z.iso.datetime(),
  finishedAt: z.iso.datetime().nullable(),
  /** Null in attempts judged by the share of all correct answers. */
  marks: goldenMarks.pick({ holds: true, holdsNot: true }).nullable(),
  rightShare: z.number().nullable(),
  hasPassed: z.boolean().nullable(),
})

const qualityRater = z.strictObject({
  id: rowNumber,
  kind: z.enum(['human', 'simulated', 'imported', 'panel']),
  step: z.enum(qualificationSteps),
  stepSince: z.iso.datetime().nullable(),
  trainingDone: count,
  testDone: count,
  attempts: z.array(qualificationAttempt),
  submitted: count,
  /** Golden accuracy as defined in lib/services/golden/golden-accuracy. */
  golden: goldenMarks.nullable(),
  /** Over the last 25 answers of each kind. */
  goldenLately: goldenMarks.nullable(),
  /** How many of the golden answers are votes in ordinary tasks. */
  goldenVotes: count,
  /** Median active seconds of rating tasks and gold questions. */
  medianSeconds: z.number().nullable(),
  pausedAt: z.iso.datetime().nullable(),
  isExcluded: z.boolean(),
  /** Submitted rating tasks, and how many of them were given to another rater as well. */
  ratingTasks: count,
  replacedTasks: count,
  lastActivityAt: z.iso.datetime().nullable(),
})
export type QualityRater = z.infer<typeof qualityRater>

/** For programs: without what only explains the page. Unsettled alerts first, then the newest. */
export const qualityState = z.object({
  settings: qualitySettings,
  alerts: z.array(qualityAlert),
  raters: z.array(qualityRater),
})

export interface QualityOverview {
  settings: QualitySettings
  /** Unsettled ones first, then the newest. */
  alerts: QualityAlert[]
  raters: QualityRater[]
  counts: GoldenUseCounts
  askable: AskableLabels
  /** Null while every rater has gold questions left. */
  shortage: GoldenShortage | null
  /** When the worker measured the median seconds, in projects with many tasks. Null if they are computed on request. */
  secondsMeasuredAt: string | null
  /** False while the worker has not measured them yet. */
  areSecondsMeasured: boolean
}

/** `pass` lets the rater rate; `again` discards earlier attempts. */
export const qualificationInput = z.strictObject({ act: z.enum(['pass', 'again']) })
export const raterStatus = z.strictObject({
  raterId: rowNumber,
  pausedAt: z.iso.datetime().nullable(),
  isExcluded: z.boolean(),
})
export type RaterStatus = z.infer<typeof raterStatus>
/** Tasks that now need one more rater. */
export const replacedAnswers = z.strictObject({ tasks: count })

/** What raters see about their own answers. Must not reveal which tasks were gold questions. */
export interface OwnQuality {
  project: { slug: string; name: string }
  submitted: number
  /** Median active seconds per task, and total active seconds. Null if not measured. */
  medianSeconds: number | null
  totalSeconds: number | null
  /** Null without golden answers. */
  golden: GoldenMarks | null
  /** Classes answered yes where another class holds, with the number of cases. */
  confused: { said: string; holds: string; cases: number }[]
  /** Share of answers that other raters gave as well. Null until measured. */
  agreement: number | null
}
