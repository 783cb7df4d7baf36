import { z } from 'zod'
import { answers } from '@/lib/domain/answer'

export const skipReasons = ['image-broken', 'cannot-tell', 'offensive', 'other'] as const
export type SkipReason = (typeof skipReasons)[number]

export const answerSchema = z.enum(answers)

/** A candidate as a rater sees it: nothing here tells its class id, its origin or who proposed it. */
export const ratingCandidateSchema = z.strictObject({
  name: z.string(),
  otherNames: z.array(z.string()),
  gloss: z.string().nullable(),
  wikipediaUrl: z.string(),
  /** Names from the root of the hierarchy down to the class itself; empty without a hierarchy. */
  path: z.array(z.string()),
})
export type RatingCandidate = z.infer<typeof ratingCandidateSchema>

export const ratingTaskSchema = z.strictObject({
  assignmentId: z.number().int(),
  /** How often this assignment was submitted before; a submission must name it. */
  revision: z.number().int(),
  leaseExpiresAt: z.iso.datetime(),
  image: z.strictObject({
    url: z.string().nullable(),
    width: z.number().int().nullable(),
    height: z.number().int().nullable(),
    credit: z.string().nullable(),
    creditUrl: z.string().nullable(),
    license: z.string().nullable(),
  }),
  candidates: z.array(ratingCandidateSchema),
  /** The answers given before, in the order shown, when the task was reopened; null for a new task. */
  previousAnswers: z.array(answerSchema).nullable(),
})
export type RatingTask = z.infer<typeof ratingTaskSchema>

export const seatSchema = z.strictObject({
  project: z.strictObject({ slug: z.string(), name: z.string(), guidelines: z.string().nullable() }),
  /** The number this account has as a rater of the project. */
  raterId: z.number().int(),
  /** `finished`: nothing is left for this rater. `waiting`: the last tasks are with others and may come back. */
  state: z.enum(['rating', 'waiting', 'finished', 'paused']),
  task: ratingTaskSchema.nullable(),
  progress: z.strictObject({
    submittedToday: z.number().int(),
    submittedEver: z.number().int(),
    /** Tasks of the project that still want raters. */
    tasksOpen: z.number().int(),
    tasksTotal: z.number().int(),
  }),
  /** The picture that will probably come next, to be fetched early; null when there is none to fetch. */
  upcomingImageUrl: z.string().nullable(),
  /** The assignment that Backspace would reopen, if any. */
  undoAssignmentId: z.number().int().nullable(),
})
export type Seat = z.infer<typeof seatSchema>

export const submitInput = z.strictObject({
  revision: z.number().int().min(0).max(32_767),
  /** One answer for each candidate, in the order shown. */
  answers: z.array(answerSchema).min(1).max(64),
  /** Milliseconds from the task being shown until it was submitted; null if not measured. */
  durationMs: z.number().int().min(0).max(86_400_000).nullable(),
  /** Milliseconds each candidate was the active one, in the order shown; null if not measured. */
  shownMs: z.array(z.number().int().min(0).max(86_400_000)).max(64).nullable(),
})
export type SubmitInput = z.infer<typeof submitInput>

export const submitOutput = z.strictObject({
  /** `repeated`: the very same submission had been accepted before. */
  outcome: z.enum(['accepted', 'repeated']),
  next: seatSchema,
})
export type SubmitOutput = z.infer<typeof submitOutput>

export const skipInput = z.strictObject({
  reason: z.enum(skipReasons),
  note: z.string().trim().max(500).nullable(),
})
export type SkipInput = z.infer<typeof skipInput>

/** Addresses of the seat. All but the first act on one assignment. */
export const ratingAddress = {
  /** POST, empty body → Seat: the rater's live task, or a newly leased one. */
  next: (slug: string) => `/api/projects/${slug}/assignments/next`,
  /** POST SubmitInput → SubmitOutput. 409 `conflict`: other answers were accepted before; 409 `lease-lost`: too late. */
  submit: (slug: string, id: number) => `/api/projects/${slug}/assignments/${id}/submit`,
  /** POST SkipInput → Seat. */
  skip: (slug: string, id: number) => `/api/projects/${slug}/assignments/${id}/skip`,
  /** POST, empty body → Seat, whose task is the reopened one. */
  undo: (slug: string, id: number) => `/api/projects/${slug}/assignments/${id}/undo`,
}
