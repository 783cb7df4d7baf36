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

/** A rule says nothing before there are as many answers, or tasks, as it looks at. */
export const qualityRule = z.discriminatedUnion('kind', [
  /** The lower of the two marks of golden accuracy, each over so many answers. */
  z.strictObject({ kind: z.literal('golden-marks'), last: wholeFrom(3, 1000), below: share(0.01, 1), action }),
  /** The median of the active seconds a task. */
  z.strictObject({
    kind: z.literal('too-fast'),
    last: wholeFrom(5, 1000),
    belowSeconds: z.number('Enter a number.').min(0.1, 'At least 0.1.').max(600, 'At most 600.'),
    action,
  }),
  /** How many of the last answers are one and the same. */
  z
    .strictObject({ kind: z.literal('same-answer'), last: wholeFrom(10, 1000), atLeast: wholeFrom(2, 1000), action })
    .refine((rule) => rule.atLeast <= rule.last, {
      path: ['atLeast'],
      message: 'Cannot exceed the number of answers checked.',
    }),
])

export const qualification = z.strictObject({
  trainingTasks: wholeFrom(0, 100),
  testTasks: wholeFrom(1, 100),
  /** The share of right answers that passes, on labels that hold and on labels that do not, a maybe being half right. */
  passMark: share(leastPassMark, 1),
  /** Tries at the test. */
  attempts: wholeFrom(1, 10).default(defaultTest.attempts),
})
export type Qualification = z.infer<typeof qualification>

/** project.quality. An empty object is a project that watches nobody. */
export const qualitySettings = z.strictObject({
  /** The share of the tasks raters get that are golden ones, hidden among the others. */
  goldenShare: share(0, 0.5).default(0),
  qualification: qualification.nullable().default(null),
  rules: z.array(qualityRule).max(20, 'At most 20 rules.').default([]),
  /** Whether pass mark and rules were set as limits of the share of all right answers, and not saved since. */
  isSetBeforeMarks: z.boolean().optional(),
})
export type QualitySettings = z.infer<typeof qualitySettings>

const count = z.number().int()

/** PUT …/quality/golden-uses: for images chosen by hand, or drawn at random among all whose truth is known. */
export const goldenUseInput = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('chosen'),
    imageIds: z.array(rowId).min(1, 'Select at least one image.').max(1000, 'At most 1,000 at once.'),
    use: z.enum(goldenUses),
  }),
  /** So many for training and for the test; the rest are hidden. */
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

/** Golden images whose truth is known, and the tasks made of them, by use. */
export const goldenUseCounts = z.strictObject({
  images: useCounts,
  tasks: useCounts,
  /** Hidden tasks whose labels ordinary tasks still ask about: only so many raters get them as those can spare. */
  asked: count,
  /** Labels that hold and that do not, of all test tasks. */
  testLabels: kindCounts,
  /** Images for the test that no test is made of, since they have no label that holds, or none that does not. */
  testMissing: kindCounts,
})
export type GoldenUseCounts = z.infer<typeof goldenUseCounts>

/** That gold questions have run out: for how many raters, after how many of their tasks at the earliest, and what it takes. */
export const goldenShortage = z.strictObject({
  raters: count,
  afterTasks: count,
  /** Golden images that would last each of them for an equal part of the answers still wanted; 0 when none are. */
  imagesNeeded: count,
})
export type GoldenShortage = z.infer<typeof goldenShortage>

export const goldenUseQuery = z.object({
  use: z.enum(goldenUses).optional().catch(undefined),
  page: z.coerce.number().int().min(1).max(1_000_000).default(1).catch(1),
})

/** A page of golden images with what they are used for, in the order in which experts see them. */
export const goldenUsePage = z.strictObject({
  counts: goldenUseCounts,
  /** Golden images about which experts have said nothing yet: they can check nobody. */
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
      /** Labels that hold, and all whose truth is known. */
      labels: count,
      pairs: count,
    }),
  ),
  page: count,
  pageCount: count,
})
export type GoldenUsePage = z.infer<typeof goldenUsePage>

/** PUT …/quality/explanations/C. Blank: there is none. */
export const explanationInput = z.strictObject({ text: z.string().trim().max(2000, 'At most 2,000 characters.') })
export const explanationOutput = z.strictObject({ text: z.string().nullable() })

/** A page of training images with what raters read about each label. */
export const trainingPage = z.strictObject({
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

/** A share of right answers, a maybe being half right, with its 95 % interval (Wilson). */
export const accuracy = z.strictObject({
  count: count,
  share: z.number(),
  low: z.number(),
  high: z.number(),
})
export type AnswerAccuracy = z.infer<typeof accuracy>

/** What a rule saw when it spoke: a share, seconds, or a number of answers, of so many. */
export const ruleFigures = z.strictObject({
  /** Of a rule about marks: the answers of each kind. */
  count: count,
  /** Of a rule about marks: the lower one. */
  value: z.number(),
  /** Both marks, where it is about them. */
  marks: z.strictObject({ holds: accuracy, holdsNot: accuracy }).nullable().default(null),
  /** The 95 % interval of a share. */
  interval: z.tuple([z.number(), z.number()]).nullable(),
  /** Which answer, where it is about one. */
  answer: z.enum(answers).nullable(),
})

/** A rule as it stands in an alert, which is kept as it was when it was written. */
export const alertedRule = z.union([
  qualityRule,
  /** The share of all right answers, which no rule is about any more. */
  z.strictObject({ kind: z.literal('golden-accuracy'), last: count, below: z.number(), action }),
])

export const qualityAlert = z.strictObject({
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
 * Golden accuracy: right on labels that hold, right on labels that do not, and as the headline their mean, which is null
 * while answers of one kind are too few; `missing` says how many more it takes.
 */
export const goldenMarks = z.strictObject({
  holds: markOfKind,
  holdsNot: markOfKind,
  balanced: accuracy.omit({ count: true }).nullable(),
  missing: z.strictObject({ holds: count, holdsNot: count }),
})
export type GoldenMarks = z.infer<typeof goldenMarks>

export const qualityRater = z.strictObject({
  id: count,
  kind: z.enum(['human', 'simulated', 'imported', 'panel']),
  step: z.enum(qualificationSteps),
  /** When the rater got there; null when not known. */
  stepSince: z.iso.datetime().nullable(),
  /** Training and test tasks done so far. */
  trainingDone: count,
  testDone: count,
  attempts: z.array(
    z.strictObject({
      attempt: count,
      startedAt: z.iso.datetime(),
      finishedAt: z.iso.datetime().nullable(),
      /** The two marks; null in attempts that were judged by the share of all right answers. */
      marks: goldenMarks.pick({ holds: true, holdsNot: true }).nullable(),
      rightShare: z.number().nullable(),
      hasPassed: z.boolean().nullable(),
    }),
  ),
  submitted: count,
  /** Golden accuracy, as lib/services/golden/golden-accuracy defines it. */
  golden: goldenMarks.nullable(),
  /** Of the last 25 of each kind. */
  goldenLately: goldenMarks.nullable(),
  /** How many of them are votes in ordinary tasks. */
  goldenVotes: count,
  /** Median active seconds of rating tasks and gold questions. */
  medianSeconds: z.number().nullable(),
  pausedAt: z.iso.datetime().nullable(),
  isLeftOut: z.boolean(),
  /** Submitted rating tasks, and those of them for which another place was opened. */
  ratingTasks: count,
  replacedTasks: count,
  lastActivityAt: z.iso.datetime().nullable(),
})
export type QualityRater = z.infer<typeof qualityRater>

/** The page Quality of an admin. */
export const qualityOverview = z.strictObject({
  settings: qualitySettings,
  /** Unsettled ones first, then the newest. */
  alerts: z.array(qualityAlert),
  raters: z.array(qualityRater),
  counts: goldenUseCounts,
  /** Null while every rater has gold questions left. */
  shortage: goldenShortage.nullable(),
  /** When the worker measured the median seconds, which it does in projects with many tasks; null when they are new. */
  secondsMeasuredAt: z.iso.datetime().nullable(),
  /** Whether it has yet to do so. */
  areSecondsMeasured: z.boolean(),
})
export type QualityOverview = z.infer<typeof qualityOverview>

/** POST …/quality/alerts/A/settle */
export const settledAlert = z.strictObject({ alertId: count })
/** POST …/raters/R/leave-out */
export const leaveOutInput = z.strictObject({ isLeftOut: z.boolean() })
/** POST …/raters/R/qualification: `pass` lets the rater rate; `again` forgets the attempts made. */
export const qualificationInput = z.strictObject({ act: z.enum(['pass', 'again']) })
/** How a rater stands after an admin's act. */
export const raterStatus = z.strictObject({
  raterId: count,
  pausedAt: z.iso.datetime().nullable(),
  isLeftOut: z.boolean(),
})
export type RaterStatus = z.infer<typeof raterStatus>
/** POST …/raters/R/ask-again: tasks that want one rater more now. */
export const askedAgain = z.strictObject({ tasks: count })

/** What raters see of their own answers. Nothing in it tells which task was golden. */
export const ownQuality = z.strictObject({
  project: z.strictObject({ slug: z.string(), name: z.string() }),
  submitted: count,
  /** Seconds: the median active time a task, and all of it; null when not measured. */
  medianSeconds: z.number().nullable(),
  totalSeconds: z.number().nullable(),
  /** Null before there is a golden answer. */
  golden: goldenMarks.nullable(),
  /** Classes said to hold where another did, by how often. */
  confused: z.array(z.strictObject({ said: z.string(), holds: z.string(), cases: count })),
  /** The share of answers that others gave as well; null before it was measured. */
  agreement: z.number().nullable(),
})
export type OwnQuality = z.infer<typeof ownQuality>
