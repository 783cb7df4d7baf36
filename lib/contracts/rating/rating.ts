import { z } from 'zod'
import { storedPicture } from '@/lib/contracts/images/picture'
import { count, int, rowNumber } from '@/lib/contracts/number'
import { classPairDecisions } from '@/lib/domain/classes/class-pair'
import { answers } from '@/lib/domain/rating/answer'
import { answerModes, choosableModes, pageModes, submittedModes } from '@/lib/domain/rating/answer-mode'
import { maxAhead, maxNamed, picturesPerPage } from '@/lib/domain/rating/rating-limits'
import { panelOutcomes } from '@/lib/domain/recruitment/panel-outcome'
import { defaultRaterSettings, raterSettings } from './rater-settings'

export const skipReasons = ['image-broken', 'cannot-tell', 'offensive', 'other'] as const
export type SkipReason = (typeof skipReasons)[number]

export const answerSchema = z.enum(answers)

/** Languages of names and, if different, of gloss, note, and path and pair decisions. Omitted where not looked up. */
export const shownLanguages = {
  lang: z.string().optional(),
  glossLang: z.string().optional(),
  noteLang: z.string().optional(),
  pathLang: z.string().optional(),
}

/** A candidate as a rater sees it. Must not reveal the class id, its origin or who proposed it. */
export const ratingCandidateSchema = z.strictObject({
  name: z.string(),
  otherNames: z.array(z.string()),
  gloss: z.string().nullable(),
  wikipediaUrl: z.string(),
  /** Names from the root of the hierarchy to the class itself. Empty without a hierarchy. */
  path: z.array(z.string()),
  note: z.string().nullable().default(null),
  /** Decisions about this class and others, from its point of view. Omitted where they are not looked up. */
  pairs: z
    .array(
      z.strictObject({
        ...{ kind: z.enum(classPairDecisions), name: z.string(), note: z.string() },
        lang: z.string().optional(),
      }),
    )
    .optional(),
  ...shownLanguages,
})
export type RatingCandidate = z.infer<typeof ratingCandidateSchema>

export const creditedImage = z.strictObject({
  url: z.string().nullable(),
  ...storedPicture.omit({ contentHash: true }).shape,
})
export type CreditedImage = z.infer<typeof creditedImage>

/**
 * Omits author and source, since some names and the title and tags at a source reveal what is in the picture. The
 * credits page satisfies licenses that require attribution: it names the author of every picture the rater has
 * answered.
 */
export const ratingImage = creditedImage.omit({ credit: true, creditUrl: true })

/** Position of a picture, from 0, if the assignment is a page. */
export const pictureQuery = z.object({
  picture: z.coerce
    .number()
    .int()
    .min(0)
    .max(picturesPerPage - 1)
    .optional(),
})

/** One image with its candidates or, class first, a page with one candidate. `assignmentId` is then the page id. */
export const ratingTaskSchema = z.strictObject({
  assignmentId: int,
  /** How often this assignment was submitted before. A submission must state it. */
  revision: int,
  leaseExpiresAt: z.iso.datetime(),
  image: ratingImage,
  candidates: z.array(ratingCandidateSchema),
  /** Pictures of a page by position, null for those no longer asked about. Null if the task is one image. */
  pictures: z.array(ratingImage.nullable()).max(picturesPerPage).nullable().default(null),
  /** Earlier answers of a reopened task, in display order. Null for a new task. */
  previousAnswers: z.array(answerSchema).nullable(),
  /** Which of the earlier answers were set by "the rest are no". Null for a new task. */
  previousRest: z.array(z.boolean()).nullable().default(null),
  /** Which of the image's tasks this is for the rater, from 1. Images with many candidates have several. */
  page: z.strictObject({ number: int.min(1), count: int.min(1) }).default({ number: 1, count: 1 }),
  /** Number of candidates per screen, and whether example pictures may be opened. */
  display: z
    .strictObject({
      perScreen: int.min(1),
      hasExamples: z.boolean(),
      /** Way of answering set by an experiment. Omitted if the rater may choose. */
      answerMode: z.enum(answerModes).optional(),
      /** The same for a page of pictures. */
      pageMode: z.enum(pageModes).optional(),
    })
    .default({ perScreen: 64, hasExamples: true }),
})
export type RatingTask = z.infer<typeof ratingTaskSchema>

/**
 * Why there is a task, or none.
 * - `rating`: there is a task.
 * - `waiting`: other raters hold the last tasks, which may become available again.
 * - `finished`: no tasks are left for this rater.
 * - `paused`: the project is paused.
 * - `rater-paused`: the rater is paused.
 * - `consent`, `guidelines`: a text has to be agreed to, or read, first.
 * - `test-ready`: the test can be started.
 * - `disqualified`: the rater failed the last attempt at the test.
 * - `no-test`: a test is required, but the project has no task for it now.
 */
export const sessionStates = [
  'rating',
  'waiting',
  'finished',
  'paused',
  'rater-paused',
  'consent',
  'guidelines',
  'test-ready',
  'disqualified',
  'no-test',
] as const

export const ratingStepSchema = z.strictObject({
  /** Gold questions count as `rating`, so that nothing reveals them. */
  kind: z.enum(['training', 'test', 'rating']),
  /** Tasks done and required in this step. `total` is null if no end is known. */
  done: int,
  total: int.nullable(),
  /** Attempts at the test left, without the current one. Null if there is no test. */
  attemptsLeft: int.nullable(),
  /**
   * The last finished attempt. Null if there was none. `holds` and `holdsNot` are the shares correct on labels that
   * hold and on those that do not, from 0 to 1; null in attempts not judged by them.
   */
  lastAttempt: z
    .strictObject({
      holds: z.number().nullable(),
      holdsNot: z.number().nullable(),
      passMark: z.number(),
      hasPassed: z.boolean(),
    })
    .nullable(),
})
export type RatingStep = z.infer<typeof ratingStepSchema>

/** Progress of a panel participant's visit, and the return to the panel at its end. */
const visitProgressSchema = z.strictObject({
  /** Rating tasks submitted in this visit, without training and test. */
  done: int,
  /** Rating tasks wanted in this visit. Null: as many as there are. */
  wanted: int.nullable(),
  /** Whether an attempt at the test has failed in this visit. */
  hasFailedTest: z.boolean().default(false),
  exit: z
    .strictObject({
      outcome: z.enum(panelOutcomes),
      /** Null if only the code is shown. */
      url: z.string().nullable(),
      code: z.string().nullable(),
      /** Whether any task of the visit was submitted, training and test included. */
      hasSubmitted: z.boolean().optional(),
    })
    .nullable(),
})
export type VisitProgress = z.infer<typeof visitProgressSchema>

export const ratingSessionSchema = z.strictObject({
  project: z.strictObject({
    ...{ slug: z.string(), name: z.string(), hasGuidelines: z.boolean() },
    /** Ways of answering that raters may choose besides answering each candidate. */
    answerModes: z.array(z.enum(choosableModes)).default([]),
    /** Languages of names and texts: the project's own, then those they are translated into. */
    languages: z.array(z.string()).default([]),
  }),
  /** Language in which names are shown if they are translated into it. */
  language: z.string().optional(),
  /** The account's rater number in the project. */
  raterId: int,
  state: z.enum(sessionStates),
  step: ratingStepSchema.default({ kind: 'rating', done: 0, total: null, attemptsLeft: null, lastAttempt: null }),
  /** Null for raters with an account. */
  panel: visitProgressSchema.nullable().default(null),
  /** The first task held. Also null if the browser said that it has it, unless it was reopened. */
  task: ratingTaskSchema.nullable(),
  /** Ids of all assignments the rater holds, in order. */
  held: z.array(int).default([]),
  /** Tasks leased ahead, in order, without those the browser said it has. */
  ahead: z.array(ratingTaskSchema).default([]),
  /** Tasks the browser said it has whose lease has ended and that other raters now hold. */
  taken: z.array(int).default([]),
  progress: z.strictObject({
    submittedToday: int,
    submittedEver: int,
    tasksOpen: int,
    tasksTotal: int,
  }),
  /** The assignment that Backspace would reopen, if any. */
  undoAssignmentId: int.nullable(),
  settings: raterSettings.default(defaultRaterSettings),
})
export type RatingSession = z.infer<typeof ratingSessionSchema>

/** Id a browser gives itself, so that closing it releases only its own leases. Null: all of the rater's. */
const holder = rowNumber.nullable().default(null)

/** How many tasks to lease ahead of the current one, and which held tasks the browser already has. */
const aheadFields = {
  holder,
  ahead: count.max(maxAhead).default(0),
  have: z.array(rowNumber).max(maxNamed).default([]),
}
export const ratingSessionInput = z.strictObject(aheadFields)
export type RatingSessionInput = z.input<typeof ratingSessionInput>

export const submitInput = z.strictObject({
  ...aheadFields,
  revision: count.max(32_767),
  /** One answer per candidate, in display order. */
  answers: z.array(answerSchema).min(1).max(64),
  /**
   * Milliseconds the picture had been on screen at submission; on a page, the first picture, while `shownMs` has each.
   * Measured by the browser's clock only, so it depends neither on when the submission arrives nor on the difference
   * between two clocks.
   */
  imageShownMs: z
    .number({ error: 'say for how many milliseconds the image was shown: without it there is no vote' })
    .int()
    .min(1, { error: 'the image must have been shown' })
    .max(86_400_000),
  /** Milliseconds from showing the picture until submission. Null if not measured. */
  durationMs: count.max(86_400_000).nullable(),
  /** Milliseconds each candidate was active, in display order. Null if not measured. */
  shownMs: z.array(count.max(86_400_000)).max(64).nullable(),
  /** Milliseconds the page was visible and the rater active. Null if not measured. */
  activeMs: count.max(86_400_000).nullable().default(null),
  /** Which answers "the rest are no" set (with `tap-no`, "the rest are yes"), in display order. Null: none. */
  rest: z.array(z.boolean()).max(64).nullable().default(null),
  /** Positions of a page's pictures that could not be loaded, which are given to other raters. Null: none. */
  failed: z.array(rowNumber).max(picturesPerPage).nullable().default(null),
  /** How the candidates were answered or, on a page, what a tap means. Other values count there as `tap-yes`. */
  answerMode: z.enum(submittedModes).default('each'),
})
export type SubmitInput = z.input<typeof submitInput>

/** The truth about a candidate of a training task, sent once it is answered. */
export const trainingFeedbackSchema = z.strictObject({
  name: z.string(),
  lang: z.string().optional(),
  explanationLang: z.string().optional(),
  answer: answerSchema,
  holds: z.boolean(),
  isRight: z.boolean(),
  explanation: z.string().nullable(),
})
export type TrainingFeedback = z.infer<typeof trainingFeedbackSchema>

export const submitOutput = z.strictObject({
  /** `repeated`: the identical submission had already been accepted. */
  outcome: z.enum(['accepted', 'repeated']),
  next: ratingSessionSchema,
  /** One per candidate of a training task, in display order. Null for other tasks. */
  feedback: z.array(trainingFeedbackSchema).nullable().default(null),
})
export type SubmitOutput = z.infer<typeof submitOutput>

export const skipInput = z.strictObject({
  ...aheadFields,
  reason: z.enum(skipReasons),
  note: z.string().trim().max(500).nullable(),
})
export type SkipInput = z.input<typeof skipInput>

export const leasesInput = z.strictObject({
  assignments: z.array(rowNumber).min(1).max(maxNamed),
  holder,
})
export type LeasesInput = z.input<typeof leasesInput>

export const leasesOutput = z.strictObject({
  /** The requested assignments that the rater still holds, with the new end of their leases. */
  held: z.array(z.strictObject({ assignmentId: int, leaseExpiresAt: z.iso.datetime() })),
})
export type LeasesOutput = z.infer<typeof leasesOutput>

/** Does not reveal why a rest is suggested. */
export const restSuggestion = z.strictObject({ isSuggested: z.boolean() })
export type RestSuggestion = z.infer<typeof restSuggestion>
