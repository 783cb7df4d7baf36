import { z } from 'zod'
import { classPairDecisions } from '@/lib/domain/classes/class-pair'
import { answers } from '@/lib/domain/rating/answer'
import { answerModes, choosableModes, pageModes, submittedModes } from '@/lib/domain/rating/answer-mode'
import { picturesPerPage } from '@/lib/domain/rating/grid-page'
import { mostAhead, mostNamed } from '@/lib/domain/rating/rating-limits'
import { panelOutcomes } from '@/lib/domain/recruitment/panel-outcome'
import { raterSettings, usualSettings } from './rater-settings'

export const skipReasons = ['image-broken', 'cannot-tell', 'offensive', 'other'] as const
export type SkipReason = (typeof skipReasons)[number]

export const answerSchema = z.enum(answers)

/**
 * The language of a class's names, and, where they are not translated into it, that of its gloss, of its note, and of its path
 * and what was decided about pairs. Left out where it is not looked up.
 */
export const shownLanguages = {
  lang: z.string().optional(),
  glossLang: z.string().optional(),
  noteLang: z.string().optional(),
  pathLang: z.string().optional(),
}

/** A candidate as a rater sees it: nothing here tells its class id, its origin or who proposed it. */
export const ratingCandidateSchema = z.strictObject({
  name: z.string(),
  otherNames: z.array(z.string()),
  gloss: z.string().nullable(),
  wikipediaUrl: z.string(),
  /** Names from the root of the hierarchy down to the class itself; empty without a hierarchy. */
  path: z.array(z.string()),
  /** What the project's admins say of this class beside its gloss; null when they say nothing. */
  note: z.string().nullable().default(null),
  /** What they decided about this class and others, as this one sees it; left out where it is not looked up. */
  pairs: z
    .array(
      z.strictObject({
        ...{ kind: z.enum(classPairDecisions), name: z.string(), note: z.string() },
        /** The language of the name. */
        lang: z.string().optional(),
      }),
    )
    .optional(),
  ...shownLanguages,
})
export type RatingCandidate = z.infer<typeof ratingCandidateSchema>

/** An image with its credit, for experts. */
export const creditedImage = z.strictObject({
  url: z.string().nullable(),
  width: z.number().int().nullable(),
  height: z.number().int().nullable(),
  credit: z.string().nullable(),
  creditUrl: z.string().nullable(),
  license: z.string().nullable(),
})
export type CreditedImage = z.infer<typeof creditedImage>

/**
 * Neither author nor source: some names tell what is in the picture, and a source has its title and tags. Licences that ask
 * for attribution are met by the page of credits, which names the author of every picture once it was answered.
 */
export const ratingImage = creditedImage.omit({ credit: true, creditUrl: true })

/** Which picture of a page is meant, where the number of a task is that of a page: its position, from 0. */
export const pictureQuery = z.object({
  picture: z.coerce
    .number()
    .int()
    .min(0)
    .max(picturesPerPage - 1)
    .optional(),
})

/** One image with its candidates, or, class first, a page of pictures with one candidate: then the number is the page's. */
export const ratingTaskSchema = z.strictObject({
  assignmentId: z.number().int(),
  /** How often this assignment was submitted before; a submission must name it. */
  revision: z.number().int(),
  leaseExpiresAt: z.iso.datetime(),
  image: ratingImage,
  candidates: z.array(ratingCandidateSchema),
  /** The pictures of a page by position, null where one is no longer asked about; null for a task that is one image. */
  pictures: z.array(ratingImage.nullable()).max(picturesPerPage).nullable().default(null),
  /** The answers given before, in the order shown, when the task was reopened; null for a new task. */
  previousAnswers: z.array(answerSchema).nullable(),
  /** Which of those "the rest are no" gave; null for a new task. */
  previousRest: z.array(z.boolean()).nullable().default(null),
  /** Which of the tasks of its image this is for the rater, from 1: names that fit in no one task are asked in several. */
  page: z
    .strictObject({ number: z.number().int().min(1), count: z.number().int().min(1) })
    .default({ number: 1, count: 1 }),
  /** How it is to be shown: candidates on one screen, and whether example pictures may be opened. */
  display: z
    .strictObject({
      perScreen: z.number().int().min(1),
      hasExamples: z.boolean(),
      /** How an experiment has it answered; left out where the rater may choose. */
      answerMode: z.enum(answerModes).optional(),
      /** The same of a page of pictures. */
      pageMode: z.enum(pageModes).optional(),
    })
    .default({ perScreen: 64, hasExamples: true }),
})
export type RatingTask = z.infer<typeof ratingTaskSchema>

/**
 * Why there is a task, or none. `rating`: there is one. `waiting`: the last tasks are with others and may come back.
 * `finished`: nothing is left for this rater. `paused`: the project is. `rater-paused`: this rater is. `consent` and
 * `guidelines`: a text has to be agreed to, or read, first. `test-ready`: the test can be started. `disqualified`: the
 * last attempt at it was failed. `no-test`: a test is required, and the project has no task for it at the moment.
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
  /** A gold question belongs to `rating`, as nothing may tell it apart. */
  kind: z.enum(['training', 'test', 'rating']),
  /** Tasks done and wanted in this step; null without an end that is known. */
  done: z.number().int(),
  total: z.number().int().nullable(),
  /** Attempts at the test that are left, the running one not counted; null where there is no test. */
  attemptsLeft: z.number().int().nullable(),
  /**
   * The last finished attempt; null when there was none. Shares right on labels that hold and on labels that do not, from
   * 0 to 1; null in an attempt that was not judged by them.
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

/** Where someone whom a panel sent goes in the end: back with a code. */
export const visitProgressSchema = z.strictObject({
  /** Rating tasks submitted in this visit; training and test are not counted. */
  done: z.number().int(),
  /** Rating tasks wanted in this visit; null: as many as there are. */
  wanted: z.number().int().nullable(),
  exit: z
    .strictObject({
      outcome: z.enum(panelOutcomes),
      /** Null: there is only the code to be shown. */
      url: z.string().nullable(),
      code: z.string().nullable(),
    })
    .nullable(),
})
export type VisitProgress = z.infer<typeof visitProgressSchema>

export const ratingSessionSchema = z.strictObject({
  project: z.strictObject({
    ...{ slug: z.string(), name: z.string(), hasGuidelines: z.boolean() },
    /** How raters may choose to answer beside answering each name. */
    answerModes: z.array(z.enum(choosableModes)).default([]),
    /** The languages that names and texts can be read in: the project's own, then those they are translated into. */
    languages: z.array(z.string()).default([]),
  }),
  /** The language in which names are shown where they are translated into it. */
  language: z.string().optional(),
  /** The number this account has as a rater of the project. */
  raterId: z.number().int(),
  state: z.enum(sessionStates),
  step: ratingStepSchema.default({ kind: 'rating', done: 0, total: null, attemptsLeft: null, lastAttempt: null }),
  /** Null for someone with an account. */
  panel: visitProgressSchema.nullable().default(null),
  /** The first task held; null too when the browser said that it has it, unless it was reopened. */
  task: ratingTaskSchema.nullable(),
  /** Numbers of all assignments the rater holds, in the order they come. */
  held: z.array(z.number().int()).default([]),
  /** The tasks leased ahead, in order, without those the browser said it has. */
  ahead: z.array(ratingTaskSchema).default([]),
  /** Of the tasks that the browser said it has: those whose lease has ended and which other raters have now. */
  taken: z.array(z.number().int()).default([]),
  progress: z.strictObject({
    submittedToday: z.number().int(),
    submittedEver: z.number().int(),
    /** Tasks of the project that still want raters. */
    tasksOpen: z.number().int(),
    tasksTotal: z.number().int(),
  }),
  /** The assignment that Backspace would reopen, if any. */
  undoAssignmentId: z.number().int().nullable(),
  /** The rater's own keys and language. */
  settings: raterSettings.default(usualSettings),
})
export type RatingSession = z.infer<typeof ratingSessionSchema>

/** What a browser calls itself, so that closing it gives back what it alone holds; null: all of the rater's. */
const holder = z.number().int().min(0).max(2_147_483_647).nullable().default(null)

/** How many tasks are to be leased ahead of the current one, and which of those held the browser has already. */
const aheadFields = {
  holder,
  ahead: z.number().int().min(0).max(mostAhead).default(0),
  have: z.array(z.int32().min(0)).max(mostNamed).default([]),
}
export const ratingSessionInput = z.strictObject(aheadFields)
export type RatingSessionInput = z.input<typeof ratingSessionInput>

export const submitInput = z.strictObject({
  ...aheadFields,
  revision: z.number().int().min(0).max(32_767),
  /** One answer for each candidate, in the order shown. */
  answers: z.array(answerSchema).min(1).max(64),
  /**
   * Milliseconds that the picture had been on the screen when the answers were submitted, by the browser's own clock; on a
   * page of pictures, the first of them, while `shownMs` has each. It stays the same however late the submission arrives, and whatever the clocks of two machines say.
   */
  imageShownMs: z
    .number({ error: 'say for how many milliseconds the picture was shown: without it there is no vote' })
    .int()
    .min(1, { error: 'the picture must have been shown' })
    .max(86_400_000),
  /** Milliseconds from the picture being shown until it was submitted; null if not measured. */
  durationMs: z.number().int().min(0).max(86_400_000).nullable(),
  /** Milliseconds each candidate was the active one, in the order shown; null if not measured. */
  shownMs: z.array(z.number().int().min(0).max(86_400_000)).max(64).nullable(),
  /** Milliseconds the page was visible and the rater active; null if not measured. */
  activeMs: z.number().int().min(0).max(86_400_000).nullable().default(null),
  /** Which answers "the rest are no" gave, in the order shown, or, on a page with `tap-no`, "the rest are yes"; null: none. */
  rest: z.array(z.boolean()).max(64).nullable().default(null),
  /** On a page of pictures, the positions of those that could not be loaded: they go to others. Null: none. */
  failed: z.array(z.int32().min(0)).max(picturesPerPage).nullable().default(null),
  /** How the names were answered, or, on a page, what a tap said; there whatever is no mode of a page counts as `tap-yes`. */
  answerMode: z.enum(submittedModes).default('each'),
})
export type SubmitInput = z.input<typeof submitInput>

/** What is true of a candidate of a training task, once it is answered. */
export const trainingFeedbackSchema = z.strictObject({
  name: z.string(),
  /** The language of the name, and of the explanation. */
  lang: z.string().optional(),
  explanationLang: z.string().optional(),
  answer: answerSchema,
  holds: z.boolean(),
  isRight: z.boolean(),
  explanation: z.string().nullable(),
})
export type TrainingFeedback = z.infer<typeof trainingFeedbackSchema>

export const submitOutput = z.strictObject({
  /** `repeated`: the very same submission had been accepted before. */
  outcome: z.enum(['accepted', 'repeated']),
  next: ratingSessionSchema,
  /** One for each candidate of a training task, in the order shown; null for every other. */
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
  assignments: z.array(z.int32().min(0)).min(1).max(mostNamed),
  holder,
})
export type LeasesInput = z.input<typeof leasesInput>

export const leasesOutput = z.strictObject({
  /** Those of the named that the rater still holds, with the new end of their leases. */
  held: z.array(z.strictObject({ assignmentId: z.number().int(), leaseExpiresAt: z.iso.datetime() })),
})
export type LeasesOutput = z.infer<typeof leasesOutput>

/** Whether a rest is suggested, and nothing of why. */
export const restSuggestion = z.strictObject({ isSuggested: z.boolean() })
export type RestSuggestion = z.infer<typeof restSuggestion>
