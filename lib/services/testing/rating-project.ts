import { randomUUID } from 'node:crypto'
import { beforeAll, beforeEach } from 'vitest'
import type { SubmitInput } from '@/lib/contracts/rating/rating'
import { prisma } from '@/lib/db/client'
import type { Prisma } from '@/lib/db/generated/client'
import type { Actor, Role } from '@/lib/domain/permissions'
import type { Answer } from '@/lib/domain/rating/answer'
import { hashPassword } from '@/lib/services/accounts/password'
import { leaseNextTask } from '@/lib/services/rating/assignments'
import { submitVotes } from '@/lib/services/rating/submit-votes'
import { temporarySlug, whenTestEnds } from './remove-project'

export interface RatingProject {
  id: number
  slug: string
  addRater(): Promise<Actor>
  addMember(role: 'admin' | 'expert' | 'rater'): Promise<Actor>
  /** Adds a panel's visitor, only as far as needed for access rights. */
  addVisitor(): Promise<Actor>
  /** Adds tasks without quota on images of their own; class 0 is true, the others are not. */
  addControlTasks(kind: 'golden' | 'training' | 'test', count: number): Promise<void>
}

/** Every task has `candidates` candidates and a quota of `quota`. The project is removed at the end of the test. */
export async function makeRatingProject({
  tasks,
  candidates = 3,
  quota = 2,
  leaseSeconds = 900,
}: {
  tasks: number
  candidates?: number
  quota?: number
  leaseSeconds?: number
}): Promise<RatingProject> {
  const slug = temporarySlug()
  const { id } = await prisma.project.create({ data: { slug, name: slug, ratersPerTask: quota, leaseSeconds } })
  await prisma.$executeRaw`INSERT INTO class (project_id, id, class_index, external_id, name, other_names, gloss, path)
    SELECT ${id}::int, i, i, 'secret-class-' || i, 'class ' || i, '{other}', 'a gloss', '{root}' FROM generate_series(0, ${candidates - 1}::int) i`
  await prisma.$executeRaw`INSERT INTO image (project_id, id, position, file_name, original_class_id)
    SELECT ${id}::int, i, i, 'secret-file-' || i || '.jpg', 0 FROM generate_series(0, ${tasks - 1}::int) i`
  await prisma.$executeRaw`INSERT INTO candidate (project_id, id, image_id, class_id, position, is_original)
    SELECT ${id}::int, i * ${candidates}::int + k, i, k, i * ${candidates}::int + k, k = 0
    FROM generate_series(0, ${tasks - 1}::int) i, generate_series(0, ${candidates - 1}::int) k`
  await prisma.batch.create({ data: { projectId: id, id: 0, name: 'test', state: 'open' } })
  await prisma.$executeRaw`INSERT INTO task (project_id, id, batch_id, image_id, kind, quota, is_launched)
    SELECT ${id}::int, i, 0, i, 'rating', ${quota}::int, true FROM generate_series(0, ${tasks - 1}::int) i`
  await prisma.$executeRaw`INSERT INTO task_candidate (project_id, task_id, position, candidate_id)
    SELECT ${id}::int, i, k, i * ${candidates}::int + k
    FROM generate_series(0, ${tasks - 1}::int) i, generate_series(0, ${candidates - 1}::int) k`
  const addControlTasks = async (kind: string, count: number) => {
    const { first } = (
      await prisma.$queryRaw<{ first: number }[]>`
      SELECT coalesce(max(id), -1) + 1 AS first FROM image WHERE project_id = ${id}::int`
    )[0]!
    await prisma.$executeRaw`INSERT INTO batch (project_id, id, name, state) VALUES (${id}::int, 1, 'Gold questions', 'closed')
      ON CONFLICT DO NOTHING`
    await prisma.$executeRaw`INSERT INTO image (project_id, id, position, file_name, original_class_id)
      SELECT ${id}::int, i, i, 'secret-file-' || i || '.jpg', 0 FROM generate_series(${first}::int, ${first + count - 1}::int) i`
    await prisma.$executeRaw`INSERT INTO candidate (project_id, id, image_id, class_id, position, is_original)
      SELECT ${id}::int, i * ${candidates}::int + k, i, k, i * ${candidates}::int + k, k = 0
      FROM generate_series(${first}::int, ${first + count - 1}::int) i, generate_series(0, ${candidates - 1}::int) k`
    await prisma.$executeRaw`INSERT INTO task (project_id, id, batch_id, image_id, kind, is_launched)
      SELECT ${id}::int, i, 1, i, ${kind}::task_kind, true FROM generate_series(${first}::int, ${first + count - 1}::int) i`
    await prisma.$executeRaw`INSERT INTO task_candidate (project_id, task_id, position, candidate_id, holds)
      SELECT ${id}::int, i, k, i * ${candidates}::int + k, k = 0
      FROM generate_series(${first}::int, ${first + count - 1}::int) i, generate_series(0, ${candidates - 1}::int) k`
  }
  const users: string[] = []
  const addMember = async (role: 'admin' | 'expert' | 'rater'): Promise<Actor> => {
    const account = await addAccount(id, role)
    users.push(account.userId)
    return account
  }
  const addVisitor = async (): Promise<Actor> => {
    const rater = await prisma.rater.create({ data: { projectId: id, id: 900, kind: 'panel' } })
    return { kind: 'panelist', projectId: id, raterId: rater.id, visitId: randomUUID() }
  }
  whenTestEnds(() => prisma.appUser.deleteMany({ where: { id: { in: users } } }))
  return { id, slug, addMember, addVisitor, addControlTasks, addRater: () => addMember('rater') }
}

/**
 * `classQuota` raters are asked about every candidate class first, and `imageQuota` image first; with 0 there are no
 * image-first tasks.
 */
export async function makeGridProject({
  images,
  candidates = 3,
  imageQuota = 0,
  classQuota = 2,
}: {
  images: number
  candidates?: number
  imageQuota?: number
  classQuota?: number
}): Promise<RatingProject> {
  const project = await makeRatingProject({ tasks: images, candidates, quota: Math.max(1, imageQuota) })
  const { id } = project
  if (imageQuota === 0) await prisma.task.deleteMany({ where: { projectId: id } })
  await prisma.$executeRaw`INSERT INTO task (project_id, id, batch_id, image_id, kind, quota, is_launched, class_id)
    SELECT project_id, 10000 + id, 0, image_id, 'rating', ${classQuota}::int, true, class_id FROM candidate
    WHERE project_id = ${id}::int ORDER BY md5(id::text)`
  await prisma.$executeRaw`INSERT INTO task_candidate (project_id, task_id, position, candidate_id)
    SELECT project_id, 10000 + id, 0, id FROM candidate WHERE project_id = ${id}::int`
  return project
}

/**
 * Returns actors who are not admins of a project, each with the code of the error that they get: its rater, its expert,
 * and the admin of another project.
 */
export async function refusedActors(project: Pick<RatingProject, 'addRater' | 'addMember'>) {
  const other = await makeRatingProject({ tasks: 1 })
  const refused = [
    [await project.addRater(), 'forbidden'],
    [await project.addMember('expert'), 'forbidden'],
    [await other.addMember('admin'), 'not-found'],
  ] as const
  return { other, refused }
}

/** Returns the code of the AppError that the work fails with, or `no error`. */
export const errorCode = (work: Promise<unknown>) =>
  work.then(
    () => 'no error',
    (error) => error.code as string,
  )

type Answers = readonly Answer[]

/** Moves the lease of a rating task or page back, since no stored time exceeds the time since the lease. */
export const backdateLease = (slug: string, assignmentId: number, ms: number) =>
  prisma.assignment.updateMany({
    where: {
      rater: { project: { slug } },
      task: { kind: 'rating' },
      OR: [{ id: assignmentId }, { pageId: assignmentId }],
    },
    data: { leasedAt: new Date(Date.now() - ms) },
  })

/**
 * Submits answers to a task whose picture was shown for a second, with no other times unless `more` has them. A rating
 * task was then leased long enough ago.
 */
export async function submitTask(
  actor: Actor,
  slug: string,
  task: { assignmentId: number; revision?: number } | null | undefined,
  answers: Answers,
  more: Partial<SubmitInput> = {},
) {
  if (!task) throw new Error('There is no task to answer.')
  const { assignmentId, revision = 0 } = task
  const times = { durationMs: null, imageShownMs: 1_000, shownMs: null }
  const heldMs = more.durationMs ?? more.activeMs
  if (heldMs) await backdateLease(slug, assignmentId, heldMs)
  return submitVotes(actor, { slug, assignmentId, revision, answers: [...answers], ...times, ...more })
}

/** Leases the next task and submits answers to it. Returns its assignment. */
export async function answerNext(actor: Actor, slug: string, answers: Answers, more?: Partial<SubmitInput>) {
  const { task } = await leaseNextTask(actor, { slug })
  await submitTask(actor, slug, task, answers, more)
  return task!.assignmentId
}

const measured = (answers: Answers) => ({ durationMs: 1, shownMs: answers.map(() => 1) })

/** Rates until nothing is left for the actor, with the given answers for one task after another. */
export async function rateAll(actor: Actor, slug: string, answersOfTasks: readonly Answers[]) {
  let { task } = await leaseNextTask(actor, { slug })
  for (const answers of answersOfTasks) {
    task = (await submitTask(actor, slug, task, answers, measured(answers))).next.task
  }
}

/** Like `rateAll`, with answers by candidate id, since each rater gets tasks and candidates in a different order. */
export async function rateById(project: { id: number; slug: string }, actor: Actor, answersById: Answers) {
  let { task } = await leaseNextTask(actor, project)
  while (task) {
    const shown = await prisma.shownCandidate.findMany({
      where: { projectId: project.id, assignmentId: task.assignmentId },
      orderBy: { position: 'asc' },
      select: { candidateId: true },
    })
    const answers = shown.map(({ candidateId }) => answersById[candidateId]!)
    task = (await submitTask(actor, project.slug, task, answers, measured(answers))).next.task
  }
}

function filledBy<Made extends object>(before: typeof beforeAll, make: () => Promise<Made>): Made {
  const made = {} as Made
  before(async () => void Object.assign(made, await make()))
  return made
}

/** Makes something before each test. The returned object has its fields only while a test runs. */
export const madeForEachTest = <Made extends object>(make: () => Promise<Made>) => filledBy(beforeEach, make)

/** Makes something once for the tests of a file. The returned object has its fields only while a test runs. */
export const madeForFile = <Made extends object>(make: () => Promise<Made>) => filledBy(beforeAll, make)

/** Adds an account with an address of its own, which can sign in if it is given the hash of a password. */
export const addUser = (data: Partial<Prisma.AppUserCreateInput> = {}) =>
  prisma.appUser.create({ data: { email: `${randomUUID()}@example.org`, name: 'Ada', passwordHash: 'none', ...data } })

/** Adds an account that cannot sign in, with a role in the project if one is given. */
export async function addAccount(projectId: number, role?: Role): Promise<Actor & { kind: 'account' }> {
  const { id } = await addUser({ name: 'Test', ...(role && { memberships: { create: { projectId, role } } }) })
  return { kind: 'account', userId: id, isOwner: false }
}

export const ownPassword = 'correct horse battery'

/** Gives an account a password, and returns what it types to delete itself. */
export async function ownerProofOf(actor: Actor): Promise<{ email: string; currentPassword: string }> {
  const id = actor.kind === 'account' ? actor.userId : ''
  const passwordHash = await hashPassword(ownPassword)
  const { email } = await prisma.appUser.update({ where: { id }, data: { passwordHash } })
  return { email, currentPassword: ownPassword }
}

export async function startRaters(projectId: number, raters: number): Promise<void> {
  await prisma.rater.createMany({
    data: Array.from({ length: raters }, (_, index) => ({ projectId, id: index + 1, kind: 'simulated' as const })),
    skipDuplicates: true,
  })
}
