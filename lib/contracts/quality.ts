import { z } from 'zod'
import { goldenUses } from '@/lib/domain/quality/quality-check-plan'
import { ruleActions } from '@/lib/domain/quality/quality-rule'
import { defaultTest, leastPassMark } from '@/lib/domain/quality/test-pass'
import { answers } from '@/lib/domain/rating/answer'
import { qualificationSteps } from '@/lib/domain/rating/qualification-step'
import { rowId } from './endpoint'
import { wholeFrom } from './number'

const share = (least: number, most: number) =>
  z
    .number('Enter a percentage.')
    .min(least, `At least ${Math.round(least * 100)}%.`)
    .max(most, `At most ${Math.round(most * 100)}%.`)

const action = z.enum(ruleActions)

/** A rule does not fire before it has `last` answers or tasks to check. */
const qualityRule = z.discriminatedUnion('kind', [
  /** The lower of the two marks of golden accuracy, each over the last so many answers. */
  z.strictObject({ kind: z.literal('golden-marks'), last: wholeFrom(3, 1000), below: share(0.01, 1), action }),
  /** Median active seconds per task. */
  z.strictObject({
    kind: z.literal('too-fast'),
    last: wholeFrom(5, 1000),
    belowSeconds: z.number('Enter a number.').min(0.1, 'At least 0.1.').max(600, 'At most 600.'),
    action,
  }),
  /** How many of the last answers are the same answer. */
  z
    .strictObject({ kind: z.literal('same-answer'), last: wholeFrom(10, 1000), atLeast: wholeFrom(2, 1000), action })
    .refine((rule) => rule.atLeast <= rule.last, {
      path: ['atLeast'],
      message: 'Cannot exceed the number of answers checked.',
    }),
])

const qualification = z.strictObject({
  trainingTasks: wholeFrom(0, 100),
  testTasks: wholeFrom(1, 100),
  /** Share of correct answers required on labels that hold and on labels that do not. A maybe counts half. */
  passMark: share(leastPassMark, 1),
  attempts: wholeFrom(1, 10).default(defaultTest.attempts),
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

const count = z.number().int()

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
    training: wholeFrom(0, 10_000),
    test: wholeFrom(0, 10_000),
    seed: wholeFrom(0, 2_147_483_647),
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

const askableLabels = z.strictObject({
  ratingTasks: count,
  ratingLabels: count,
  voted: kindCounts,
  hidden: kindCounts,
  mostPerImage: kindCounts,
  hasPages: z.boolean(),
  visits: z.array(z.strictObject({ panel: z.string(), tasks: count })),
})
export type AskableLabels = z.infer<typeof askableLabels>

/** Raters who have run out of gold questions, and after how many of their tasks this happens at the earliest. */
const goldenShortage = z.strictObject({
  raters: count,
  afterTasks: count,
  /** Golden images needed for each of them to last an equal part of the answers still wanted. 0 if none are wanted. */
  imagesNeeded: count,
})
export type GoldenShortage = z.infer<typeof goldenShortage>

export const goldenUseQuery = z.object({
  use: z.enum(goldenUses).optional().catch(undefined),
  page: z.coerce.number().int().min(1).max(1_000_000).default(1).catch(1),
})

/** Golden images with their use, in the order in which experts see them. */
const goldenUsePage = z.strictObject({
  counts: goldenUseCounts,
  /** Golden images without expert answers, which cannot be used to check raters. */
  unknownImages: count,
  images: z.array(
    z.strictObject({
      imageId: count,
      /** From 1, in the order in which experts see them. */
      position: count,
      contentHash: z.string().nullable(),
      credit: z.string().nullable(),
      license: z.string().nullable(),
      use: z.enum(goldenUses),
      /** Labels that hold, and all pairs whose truth is known. */
      labels: count,
      pairs: count,
    }),
  ),
  page: count,
  pageCount: count,
})
export type GoldenUsePage = z.infer<typeof goldenUsePage>

/** Blank removes the explanation. */
export const explanationInput = z.strictObject({ text: z.string().trim().max(2000, 'At most 2,000 characters.') })
export const explanationOutput = z.strictObject({ text: z.string().nullable() })

const trainingPage = z.strictObject({
  images: z.array(
    z.strictObject({
      imageId: count,
      contentHash: z.string().nullable(),
      credit: z.string().nullable(),
      license: z.string().nullable(),
      labels: z.array(
        z.strictObject({
          candidateId: count,
          name: z.string(),
          holds: z.boolean(),
          explanation: z.string().nullable(),
        }),
      ),
    }),
  ),
  page: count,
  pageCount: count,
})
export type TrainingPage = z.infer<typeof trainingPage>

/** Share of correct answers, a maybe counting half, with its 95% Wilson interval. */
const accuracy = z.strictObject({
  count: count,
  share: z.number(),
  low: z.number(),
  high: z.number(),
})

export const ruleFigures = z.strictObject({
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
export const alertedRule = z.union([
  qualityRule,
  /** Former rule on the share of all correct answers. */
  z.strictObject({ kind: z.literal('golden-accuracy'), last: count, below: z.number(), action }),
])

const qualityAlert = z.strictObject({
  id: count,
  raterId: count,
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

const qualityRater = z.strictObject({
  id: count,
  kind: z.enum(['human', 'simulated', 'imported', 'panel']),
  step: z.enum(qualificationSteps),
  stepSince: z.iso.datetime().nullable(),
  trainingDone: count,
  testDone: count,
  attempts: z.array(
    z.strictObject({
      attempt: count,
      startedAt: z.iso.datetime(),
      finishedAt: z.iso.datetime().nullable(),
      /** Null in attempts judged by the share of all correct answers. */
      marks: goldenMarks.pick({ holds: true, holdsNot: true }).nullable(),
      rightShare: z.number().nullable(),
      hasPassed: z.boolean().nullable(),
    }),
  ),
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
  isLeftOut: z.boolean(),
  /** Submitted rating tasks, and how many of them were given to another rater as well. */
  ratingTasks: count,
  replacedTasks: count,
  lastActivityAt: z.iso.datetime().nullable(),
})
export type QualityRater = z.infer<typeof qualityRater>

const qualityOverview = z.strictObject({
  settings: qualitySettings,
  /** Unsettled ones first, then the newest. */
  alerts: z.array(qualityAlert),
  raters: z.array(qualityRater),
  counts: goldenUseCounts,
  askable: askableLabels,
  /** Null while every rater has gold questions left. */
  shortage: goldenShortage.nullable(),
  /** When the worker measured the median seconds, in projects with many tasks. Null if they are computed on request. */
  secondsMeasuredAt: z.iso.datetime().nullable(),
  /** False while the worker has not measured them yet. */
  areSecondsMeasured: z.boolean(),
})
export type QualityOverview = z.infer<typeof qualityOverview>

export const settledAlert = z.strictObject({ alertId: count })
export const leaveOutInput = z.strictObject({ isLeftOut: z.boolean() })
/** `pass` lets the rater rate; `again` discards earlier attempts. */
export const qualificationInput = z.strictObject({ act: z.enum(['pass', 'again']) })
export const raterStatus = z.strictObject({
  raterId: count,
  pausedAt: z.iso.datetime().nullable(),
  isLeftOut: z.boolean(),
})
export type RaterStatus = z.infer<typeof raterStatus>
/** Tasks that now need one more rater. */
export const askedAgain = z.strictObject({ tasks: count })

/** What raters see about their own answers. Must not reveal which tasks were gold questions. */
const ownQuality = z.strictObject({
  project: z.strictObject({ slug: z.string(), name: z.string() }),
  submitted: count,
  /** Median active seconds per task, and total active seconds. Null if not measured. */
  medianSeconds: z.number().nullable(),
  totalSeconds: z.number().nullable(),
  /** Null without golden answers. */
  golden: goldenMarks.nullable(),
  /** Classes answered yes where another class holds, with the number of cases. */
  confused: z.array(z.strictObject({ said: z.string(), holds: z.string(), cases: count })),
  /** Share of answers that other raters gave as well. Null until measured. */
  agreement: z.number().nullable(),
})
export type OwnQuality = z.infer<typeof ownQuality>
