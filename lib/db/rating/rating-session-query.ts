import { z } from 'zod'
import { storedPicture } from '@/lib/contracts/images/picture'
import { leasesOutput, ratingStepSchema, type SubmitInput, sessionStates } from '@/lib/contracts/rating/rating'
import { type Db, prisma } from '@/lib/db/client'
import { launchedTaskCount, unfinishedAsShown, unfinishedTaskCount } from '@/lib/db/session/project-counts'
import { shownClass } from '@/lib/db/session/shown-class'
import { findRow, getRow, getValue, readValues, runSql, type Sql, sql } from '@/lib/db/session/sql'
import { roles } from '@/lib/domain/permissions'
import { answerModes, choosableModes, pageModes } from '@/lib/domain/rating/answer-mode'
import { undoRefusals } from '@/lib/domain/rating/rating-limits'

export const raterAccessRow = z.object({
  projectId: z.number(),
  slug: z.string(),
  name: z.string(),
  hasGuidelines: z.boolean(),
  answerModes: z.array(z.enum(choosableModes)),
  languages: z.array(z.string()),
  role: z.enum(roles),
  /** Null until the account first rates in the project. */
  raterId: z.number().nullable(),
})
export type RaterAccessRow = z.infer<typeof raterAccessRow>

/** Takes one round trip. Returns null if the project does not exist or the account is not a member. */
export const findRaterAccess = (userId: string, slug: string, db: Db): Promise<RaterAccessRow | null> =>
  findRow(db, raterAccessRow)`
    SELECT project_id AS "projectId", slug, name, role, rater_id AS "raterId", answer_modes AS "answerModes", languages,
      has_guidelines AS "hasGuidelines"
    FROM rater_access(${userId}::uuid, ${slug})`

/** Creates a rater with the next free number for an account, or returns the account's existing rater. */
export const createRaterForAccount = (projectId: number, userId: string, db: Db = prisma): Promise<number> =>
  getValue(db, z.number())`SELECT join_as_rater(${projectId}::int, ${userId}::uuid)`

const picture = z.object(storedPicture.omit({ credit: true, creditUrl: true }).shape)

const payload = z.object({
  assignmentId: z.number(),
  revision: z.number(),
  leaseExpiresAt: z.string(),
  image: picture,
  candidates: z.array(shownClass),
  previousAnswers: z.array(z.number()).nullable(),
  previousRest: z.array(z.boolean()).nullable(),
  page: z.object({ number: z.number(), count: z.number() }).default({ number: 1, count: 1 }),
  display: z.object({
    ...{ perScreen: z.number(), hasExamples: z.boolean() },
    answerMode: z.enum(answerModes).optional(),
    pageMode: z.enum(pageModes).optional(),
  }),
  pictures: z.array(picture.nullable()).nullable(),
})

const sessionRow = z.object({
  state: z.enum([...sessionStates, 'looking']),
  step: ratingStepSchema,
  task: payload.nullable(),
  held: z.array(z.number()),
  ahead: z.array(payload),
  submittedEver: z.number(),
  submittedToday: z.number(),
  undoAssignmentId: z.number().nullable(),
  settings: z.unknown(),
  language: z.string(),
})
export type RatingSessionRow = z.infer<typeof sessionRow>

/** How many tasks to lease beyond the first, and which of the held ones the browser already has. */
export interface PrefetchRequest {
  ahead: number
  have: number[]
  /** Number that identifies the browser; null if it never releases leases. */
  holder?: number | null | undefined
}
const alone: PrefetchRequest = { ahead: 0, have: [] }

const result = <Outcome extends string>(withSession: readonly Outcome[], without: readonly string[]) =>
  z.union([
    sessionRow.extend({ outcome: z.enum(withSession as [Outcome]) }),
    z.object({ outcome: z.enum(without as [string]) }),
  ])

/** Returns the leases held, or takes new ones; prisma/functions/lease_to_rater.sql specifies each state. */
export const leaseTasks = (
  projectId: number,
  raterId: number,
  seed: number,
  { ahead, have, holder = null }: PrefetchRequest = alone,
  db: Db = prisma,
): Promise<RatingSessionRow> =>
  getValue(db, sessionRow)`
    SELECT rating_screen(${projectId}::int, ${raterId}::int, ${seed}::int, ${ahead}::int, ${have}::int[], ${holder}::int) AS result`

/** Uses the rater's chosen language, else that of their screens, if the project offers it. Returns the result. */
export const setRaterLanguage = (projectId: number, raterId: number, screens: string | null) =>
  getValue(prisma, z.string())`SELECT set_rater_language(${projectId}::int, ${raterId}::int, ${screens}) AS language`

interface RaterAssignment {
  projectId: number
  raterId: number
  assignmentId: number
}

const submitted = z.union([
  sessionRow.extend({
    outcome: z.enum(['accepted', 'repeated']),
    taskKind: z.enum(['rating', 'golden', 'test', 'training']),
  }),
  z.object({
    outcome: z.enum(['conflict', 'wrong-count', 'wrong-mode', 'wrong-rest', 'not-seen', 'lease-lost', 'not-found']),
  }),
])

/** Submits one assignment's answers and leases the next task in one round trip and one transaction. Idempotent. */
export async function submitAndLease(
  submission: Omit<SubmitInput, 'answers' | keyof PrefetchRequest> & RaterAssignment & { answers: number[] },
  seed: number,
  { ahead, have, holder = null }: PrefetchRequest = alone,
  db: Db = prisma,
) {
  const s = submission
  return getValue(db, submitted)`
    SELECT submit_and_lease(${s.projectId}::int, ${s.raterId}::int, ${s.assignmentId}::int, ${s.revision}::int,
      ${s.answers}::smallint[], ${s.durationMs}::int, ${s.imageShownMs}::int, ${s.shownMs}::int[], ${seed}::int,
      ${ahead}::int, ${have}::int[], ${s.activeMs ?? null}::int, ${s.rest ?? null}::boolean[], ${s.failed ?? null}::int[],
      ${s.answerMode ?? 'each'}, ${holder}::int) AS result`
}

const skipped = result(['skipped', 'repeated'], ['conflict', 'not-found'])

export const skipAndLease = (
  skip: RaterAssignment & { reason: string; note: string | null },
  seed: number,
  { ahead, have, holder = null }: PrefetchRequest,
) =>
  getValue(prisma, skipped)`
    SELECT skip_and_lease(${skip.projectId}::int, ${skip.raterId}::int, ${skip.assignmentId}::int, ${skip.reason}, ${skip.note},
      ${seed}::int, ${ahead}::int, ${have}::int[], ${holder}::int) AS result`

const reopened = result(['reopened'], ['too-late', 'rater-paused', 'not-found', ...undoRefusals])

export const reopenAssignment = (
  undo: RaterAssignment,
  seed: number,
  { ahead, have, holder = null }: PrefetchRequest = alone,
  db: Db = prisma,
) =>
  getValue(db, reopened)`
    SELECT reopen_assignment(${undo.projectId}::int, ${undo.raterId}::int, ${undo.assignmentId}::int, ${seed}::int,
      ${ahead}::int, ${have}::int[], ${holder}::int) AS result`

const testStarted = result(['started', 'running'], ['not-ready'])

export const startAttempt = (projectId: number, raterId: number, seed: number, { ahead, have }: PrefetchRequest) =>
  getValue(prisma, testStarted)`
    SELECT start_qualification_test(${projectId}::int, ${raterId}::int, ${seed}::int, ${ahead}::int, ${have}::int[]) AS result`

const leases = leasesOutput.shape.held

const changeLeases =
  (change: Sql) =>
  (projectId: number, raterId: number, assignments: number[], db: Db = prisma, holder: number | null = null) =>
    getValue(db, leases)`
    SELECT ${change}(${projectId}::int, ${raterId}::int, ${assignments}::int[], ${holder}::int) AS result`

/** Extends the given leases that the rater still holds to their full time. */
export const renewHeldLeases = changeLeases(sql`renew_leases`)

/** Ends the rater's given leases, except those that another of their browsers has. Returns the leases still held. */
export const releaseHeldLeases = changeLeases(sql`release_leases`)

/**
 * Lets all of the rater's leases expire, in every browser, because the person leaves the project: others get the tasks
 * within seconds. Waits for nothing: skips a task that the rater is answering at this moment.
 */
export const endAllLeases = (projectId: number, raterId: number, db: Db): Promise<number> =>
  runSql(db)`
    UPDATE assignment a SET lease_expires_at = now() FROM (
      SELECT id FROM assignment
      WHERE project_id = ${projectId}::int AND rater_id = ${raterId}::int AND state = 'leased' FOR UPDATE SKIP LOCKED
    ) held WHERE a.project_id = ${projectId}::int AND a.id = held.id`

export const findTakenAssignments = (
  { projectId, raterId }: { projectId: number; raterId: number },
  assignments: number[],
  db: Db,
): Promise<number[]> => readValues(db, z.number())`
    SELECT a.id FROM assignment a JOIN task t ON t.project_id = a.project_id AND t.id = a.task_id
    WHERE a.project_id = ${projectId}::int AND a.rater_id = ${raterId}::int AND a.id = ANY (${assignments}::int[])
      AND a.state = 'expired' AND a.page_id IS NULL AND t.is_launched AND t.quota IS NOT NULL AND NOT t.is_open ORDER BY a.id`

/** Takes back at most `limit` expired leases. Returns how many; null if another call is doing so already. */
export const expireLeases = (limit: number, db: Db = prisma): Promise<number | null> =>
  getValue(db, z.number().nullable())`SELECT expire_leases(${limit}::int) AS count`

const taskCounts = z.object({ total: z.number(), open: z.number(), finished: z.number() })

export async function countTasks(projectId: number) {
  const project = sql`${projectId}::int`
  return getRow(prisma, taskCounts)`
    SELECT total, unfinished AS open, total - unfinished AS finished
    FROM (SELECT ${launchedTaskCount(project)} AS total, ${unfinishedTaskCount(project)} AS unfinished) counted`
}

const shownTaskCounts = taskCounts.omit({ finished: true })
export type ShownTaskCounts = z.infer<typeof shownTaskCounts>

/** The number of unfinished tasks as shown to raters. */
export async function countTasksForRaters(projectId: number, db: Db): Promise<ShownTaskCounts> {
  const project = sql`${projectId}::int`
  return getRow(db, shownTaskCounts)`
    SELECT total, ${unfinishedAsShown(project, sql`total`, sql`unfinished`)} AS open
    FROM (SELECT ${launchedTaskCount(project)} AS total, ${unfinishedTaskCount(project)} AS unfinished) counted`
}
