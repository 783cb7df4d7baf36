import { z } from 'zod'
import { type Db, prisma } from './client'

const payload = z.object({
  assignmentId: z.number(),
  revision: z.number(),
  leaseExpiresAt: z.string(),
  image: z.object({
    contentHash: z.string().nullable(),
    width: z.number().nullable(),
    height: z.number().nullable(),
    credit: z.string().nullable(),
    creditUrl: z.string().nullable(),
    license: z.string().nullable(),
  }),
  candidates: z.array(
    z.object({
      name: z.string(),
      otherNames: z.array(z.string()),
      gloss: z.string().nullable(),
      wikipediaUrl: z.string().nullable(),
      path: z.array(z.string()),
    }),
  ),
  previousAnswers: z.array(z.number()).nullable(),
})

const seatRow = z.object({
  state: z.enum(['rating', 'looking', 'waiting', 'finished', 'paused']),
  task: payload.nullable(),
  submittedEver: z.number(),
  submittedToday: z.number(),
  upcomingHash: z.string().nullable(),
  undoAssignmentId: z.number().nullable(),
})
export type SeatRow = z.infer<typeof seatRow>

const result = <Outcome extends string>(withSeat: readonly Outcome[], without: readonly string[]) =>
  z.union([
    seatRow.extend({ outcome: z.enum(withSeat as [Outcome]) }),
    z.object({ outcome: z.enum(without as [string]) }),
  ])

type Row = { result: unknown }[]

/** The rater's live lease or a new one; see lease_next in the migrations for what each state promises. */
export async function leaseSeat(projectId: number, raterId: number, seed: number, db: Db = prisma): Promise<SeatRow> {
  const [row] = await db.$queryRaw<Row>`SELECT rater_seat(${projectId}::int, ${raterId}::int, ${seed}::int) AS result`
  return seatRow.parse(row.result)
}

const submitted = result(['accepted', 'repeated'], ['conflict', 'wrong-count', 'lease-lost', 'not-found'])

/** Submits one assignment's answers and leases the next task: one round trip, one transaction, idempotent. */
export async function submitAndLease(
  submission: {
    projectId: number
    raterId: number
    assignmentId: number
    revision: number
    answers: number[]
    durationMs: number | null
    shownMs: number[] | null
  },
  seed: number,
  db: Db = prisma,
) {
  const s = submission
  const [row] = await db.$queryRaw<Row>`
    SELECT submit_and_lease(${s.projectId}::int, ${s.raterId}::int, ${s.assignmentId}::int, ${s.revision}::int,
      ${s.answers}::smallint[], ${s.durationMs}::int, ${s.shownMs}::int[], ${seed}::int) AS result`
  return submitted.parse(row.result)
}

const skipped = result(['skipped', 'repeated'], ['conflict', 'not-found'])

export async function skipAndLease(
  skip: { projectId: number; raterId: number; assignmentId: number; reason: string; note: string | null },
  seed: number,
  db: Db = prisma,
) {
  const [row] = await db.$queryRaw<Row>`
    SELECT skip_and_lease(${skip.projectId}::int, ${skip.raterId}::int, ${skip.assignmentId}::int, ${skip.reason}, ${skip.note},
      ${seed}::int) AS result`
  return skipped.parse(row.result)
}

const reopened = result(['reopened'], ['too-late', 'released', 'not-found'])

export async function reopenAssignment(
  undo: { projectId: number; raterId: number; assignmentId: number },
  seed: number,
  db: Db = prisma,
) {
  const [row] = await db.$queryRaw<Row>`
    SELECT reopen_assignment(${undo.projectId}::int, ${undo.raterId}::int, ${undo.assignmentId}::int, ${seed}::int) AS result`
  return reopened.parse(row.result)
}

/** Takes back leases that ran out, at most `limit`; how many. */
export async function expireLeases(limit: number, db: Db = prisma): Promise<number> {
  const [row] = await db.$queryRaw<{ count: number }[]>`SELECT expire_leases(${limit}::int) AS count`
  return row.count
}
