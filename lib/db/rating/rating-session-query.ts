import { z } from 'zod'
import { storedPicture } from '@/lib/contracts/images/image'
import { leasesOutput, ratingStepSchema, sessionStates } from '@/lib/contracts/rating/rating'
import { type Db, prisma } from '@/lib/db/client'
import { launchedTaskCount, unfinishedTaskCount } from '@/lib/db/session/project-counts'
import { shownClass } from '@/lib/db/session/shown-class'
import { findRow, getRow, getValue, readRows, sql } from '@/lib/db/session/sql'
import { roles } from '@/lib/domain/permissions'
import { answerModes, choosableModes, pageModes, type SubmittedMode } from '@/lib/domain/rating/answer-mode'
import { undoRefusals } from '@/lib/domain/rating/rating-limits'

export const raterAccessRow = z.object({
  projectId: z.number(),
  slug: z.string(),
  name: z.string(),
  hasGuidelines: z.boolean(),
  answerModes: z.array(z.enum(choosableModes)),
  languages: z.array(z.string()),
  role: z.enum(roles),
  /** Null until this account first rates in the project. */
  raterId: z.number().nullable(),
})
export type RaterAccessRow = z.infer<typeof raterAccessRow>

/** Who an account is as a rater of a project, in one round trip; null when it is no member or there is no such project. */
export async function findRaterAccess(userId: string, slug: string, db: Db = prisma): Promise<RaterAccessRow | null> {
  return findRow(db, raterAccessRow)`
    SELECT p.id AS "projectId", p.slug, p.name, m.role::text AS role, i.rater_id AS "raterId",
      p.answer_modes AS "answerModes", p.language || p.languages AS languages,
      coalesce((SELECT d.text <> '' FROM document_version d WHERE d.project_id = p.id AND d.kind = 'guidelines'
        AND d.language IS NULL
        ORDER BY d.version DESC LIMIT 1), false) AS "hasGuidelines"
    FROM project p
    JOIN membership m ON m.project_id = p.id AND m.user_id = ${userId}::uuid
    LEFT JOIN rater_identity i ON i.project_id = p.id AND i.user_id = m.user_id
    WHERE p.slug = ${slug} AND p.deleted_at IS NULL`
}

/** Gives an account a rater of its own in a project, by the next free number; the one it has when there is one already. */
export async function createRaterForAccount(projectId: number, userId: string, db: Db = prisma): Promise<number> {
  return getValue(db, z.number())`SELECT join_as_rater(${projectId}::int, ${userId}::uuid)`
}

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

/** How many tasks are leased beyond the first, and which of those held the browser has. */
export interface Ahead {
  ahead: number
  have: number[]
  /** What the browser calls itself; null: whoever asks gives nothing back. */
  holder?: number | null | undefined
}
const alone: Ahead = { ahead: 0, have: [] }

const result = <Outcome extends string>(withSession: readonly Outcome[], without: readonly string[]) =>
  z.union([
    sessionRow.extend({ outcome: z.enum(withSession as [Outcome]) }),
    z.object({ outcome: z.enum(without as [string]) }),
  ])

/** What the rater holds, or new leases; see prisma/functions/lease_to_rater.sql for what each state promises. */
export async function leaseTasks(
  projectId: number,
  raterId: number,
  seed: number,
  { ahead, have, holder = null }: Ahead = alone,
  db: Db = prisma,
): Promise<RatingSessionRow> {
  return getValue(db, sessionRow)`
    SELECT rating_screen(${projectId}::int, ${raterId}::int, ${seed}::int, ${ahead}::int, ${have}::int[], ${holder}::int) AS result`
}

/**
 * Has names shown to a rater in the language they chose for them, else in that of their screens, as far as the project has it;
 * the language they have now.
 */
export const setRaterLanguage = (projectId: number, raterId: number, screens: string | null, db: Db = prisma) =>
  getValue(db, z.string())`SELECT set_rater_language(${projectId}::int, ${raterId}::int, ${screens}) AS language`

const submitted = z.union([
  sessionRow.extend({
    outcome: z.enum(['accepted', 'repeated']),
    taskKind: z.enum(['rating', 'golden', 'test', 'training']),
  }),
  z.object({
    outcome: z.enum(['conflict', 'wrong-count', 'wrong-mode', 'wrong-rest', 'not-seen', 'lease-lost', 'not-found']),
  }),
])

/** Submits one assignment's answers and leases the next task: one round trip, one transaction, idempotent. */
export async function submitAndLease(
  submission: {
    projectId: number
    raterId: number
    assignmentId: number
    revision: number
    answers: number[]
    durationMs: number | null
    imageShownMs: number
    shownMs: number[] | null
    activeMs?: number | null | undefined
    rest?: boolean[] | null | undefined
    failed?: number[] | null | undefined
    answerMode?: SubmittedMode | undefined
  },
  seed: number,
  { ahead, have, holder = null }: Ahead = alone,
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

export async function skipAndLease(
  skip: { projectId: number; raterId: number; assignmentId: number; reason: string; note: string | null },
  seed: number,
  { ahead, have, holder = null }: Ahead = alone,
  db: Db = prisma,
) {
  return getValue(db, skipped)`
    SELECT skip_and_lease(${skip.projectId}::int, ${skip.raterId}::int, ${skip.assignmentId}::int, ${skip.reason}, ${skip.note},
      ${seed}::int, ${ahead}::int, ${have}::int[], ${holder}::int) AS result`
}

const reopened = result(['reopened'], ['too-late', 'rater-paused', 'not-found', ...undoRefusals])

export async function reopenAssignment(
  undo: { projectId: number; raterId: number; assignmentId: number },
  seed: number,
  { ahead, have, holder = null }: Ahead = alone,
  db: Db = prisma,
) {
  return getValue(db, reopened)`
    SELECT reopen_assignment(${undo.projectId}::int, ${undo.raterId}::int, ${undo.assignmentId}::int, ${seed}::int,
      ${ahead}::int, ${have}::int[], ${holder}::int) AS result`
}

const testStarted = result(['started', 'running'], ['not-ready'])

/** Begins an attempt at the test and leases its first tasks. */
export async function startAttempt(
  projectId: number,
  raterId: number,
  seed: number,
  { ahead, have }: Ahead = alone,
  db: Db = prisma,
) {
  return getValue(db, testStarted)`
    SELECT start_qualification_test(${projectId}::int, ${raterId}::int, ${seed}::int, ${ahead}::int, ${have}::int[]) AS result`
}

const leases = leasesOutput.shape.held

/** Gives those of the named leases that the rater still holds their full time again. */
export async function renewHeldLeases(
  projectId: number,
  raterId: number,
  assignments: number[],
  db: Db = prisma,
  holder: number | null = null,
) {
  return getValue(db, leases)`
    SELECT renew_leases(${projectId}::int, ${raterId}::int, ${assignments}::int[], ${holder}::int) AS result`
}

/** Ends the named leases of the rater now, but not those that another browser of the rater has; those that are held nevertheless. */
export async function releaseHeldLeases(
  projectId: number,
  raterId: number,
  assignments: number[],
  db: Db = prisma,
  holder: number | null = null,
) {
  return getValue(db, leases)`
    SELECT release_leases(${projectId}::int, ${raterId}::int, ${assignments}::int[], ${holder}::int) AS result`
}

/** Which of the rater's assignments have run out and have their task with other raters now, who hold or answered it. */
export async function findTakenAssignments(
  { projectId, raterId }: { projectId: number; raterId: number },
  assignments: number[],
  db: Db = prisma,
): Promise<number[]> {
  const rows = await readRows(db, z.object({ id: z.number() }))`
    SELECT a.id FROM assignment a JOIN task t ON t.project_id = a.project_id AND t.id = a.task_id
    WHERE a.project_id = ${projectId}::int AND a.rater_id = ${raterId}::int AND a.id = ANY (${assignments}::int[])
      AND a.state = 'expired' AND a.page_id IS NULL AND t.is_launched AND t.quota IS NOT NULL AND NOT t.is_open ORDER BY a.id`
  return rows.map(({ id }) => id)
}

/** Takes back leases that ran out, at most `limit`; how many, or null while another call is taking some back. */
export async function expireLeases(limit: number, db: Db = prisma): Promise<number | null> {
  return getValue(db, z.number().nullable())`SELECT expire_leases(${limit}::int) AS count`
}

const taskCounts = z.object({ total: z.number(), open: z.number(), finished: z.number() })
export type TaskCounts = z.infer<typeof taskCounts>

/** Rating tasks of a project: all launched ones, those that still want raters, those with every rater's answers. */
export async function countTasks(projectId: number, db: Db = prisma): Promise<TaskCounts> {
  const project = sql`${projectId}::int`
  return getRow(db, taskCounts)`
    SELECT total, unfinished AS open, total - unfinished AS finished
    FROM (SELECT ${launchedTaskCount(project)} AS total, ${unfinishedTaskCount(project)} AS unfinished) counted`
}
