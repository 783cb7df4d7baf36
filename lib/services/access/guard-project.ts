import { type Db, prisma } from '@/lib/db/client'
import type { Project } from '@/lib/db/generated/client'
import { findRaterAccess, type RaterAccessRow } from '@/lib/db/rating/rating-session-query'
import { findPanelistAccess } from '@/lib/db/recruitment/panel-visit-query'
import { inTransaction, lockProjectOrConflict, writeAuditEvent } from '@/lib/db/session/transaction'
import type { AuditAction } from '@/lib/domain/audit/audit-action'
import { type Actor, isAtLeast, type Role } from '@/lib/domain/permissions'
import type { PanelOutcome } from '@/lib/domain/recruitment/panel-outcome'
import { AppError, forbidden, notFound } from '@/lib/errors'

type Read<Access> = (actor: Actor, slug: string, db: Db) => Promise<Access>

const pageActors = new WeakSet<Actor>()

/** Memoizes the actor's access for the duration of one page. */
export function shareAccess<Shared extends Actor>(actor: Shared): Shared {
  pageActors.add(actor)
  return actor
}

/**
 * Lets a service reuse the access that a check in front of it has read. `check` reads and hands its result to the next
 * `read` of the same actor, once: later reads, such as those of an open stream, see the current state. Actors passed to
 * `shareAccess` keep it for the whole page. Reads within a transaction always query again.
 */
export function readOnce<Access>(readNow: Read<Access>) {
  const checked = new WeakMap<Actor, { slug: string; access: Access }>()
  const kept = new WeakMap<Actor, Map<string, Promise<Access>>>()

  function readKept(actor: Actor, slug: string): Promise<Access> {
    const bySlug = kept.get(actor) ?? new Map<string, Promise<Access>>()
    kept.set(actor, bySlug)
    const access = bySlug.get(slug) ?? readNow(actor, slug, prisma)
    bySlug.set(slug, access)
    return access
  }

  return {
    async check(actor: Actor, slug: string): Promise<Access> {
      const access = await readNow(actor, slug, prisma)
      checked.set(actor, { slug, access })
      return access
    },
    async read(actor: Actor, slug: string, db: Db = prisma): Promise<Access> {
      const known = checked.get(actor)
      checked.delete(actor)
      if (db !== prisma) return readNow(actor, slug, db)
      if (pageActors.has(actor)) return readKept(actor, slug)
      return known?.slug === slug ? known.access : readNow(actor, slug, db)
    },
  }
}

export interface ProjectAccess {
  project: Project
  projectId: number
  role: Role
  /** For a job, the account that started it. Null for the command line and panel visitors. */
  userId: string | null
}

const projectAccess = readOnce(async (actor: Actor, slug: string, db: Db): Promise<ProjectAccess> => {
  if (slug.includes('\0')) throw notFound('project')
  if (actor.kind === 'operator') {
    const project = await db.project.findUnique({ where: { slug, deletedAt: null } })
    if (!project) throw new AppError('not-found', `There is no project “${slug}”.`)
    return { project, projectId: project.id, role: 'admin', userId: actor.askedBy ?? null }
  }
  if (actor.kind === 'panelist') {
    const project = await db.project.findUnique({ where: { slug, id: actor.projectId, deletedAt: null } })
    if (!project) throw notFound('project')
    return { project, projectId: project.id, role: 'rater', userId: null }
  }
  const project = await db.project.findUnique({
    where: { slug, deletedAt: null },
    include: { memberships: { where: { userId: actor.userId } } },
  })
  const membership = project?.memberships[0]
  if (!project || !membership) throw notFound('project')
  const { memberships: _, ...row } = project
  return { project: row, projectId: row.id, role: membership.role, userId: actor.userId }
})

function refuseBelow(role: Role, actor: Actor, access: ProjectAccess): ProjectAccess {
  if (isAtLeast(access.role, role)) return access
  if (actor.kind === 'panelist') throw notFound('project')
  throw forbidden(`You need the role ${role} in this project; yours is ${access.role}.`)
}

/**
 * Returns the project if the actor has at least `role` in it. Throws AppError `not-found` alike for an unknown project,
 * one being deleted and one the actor does not belong to; `forbidden` if the actor's role is too low. Panel visitors
 * have rater access to the project of their visit; everything else is `not-found`.
 */
export const guardProject = async (actor: Actor, slug: string, role: Role, db: Db = prisma): Promise<ProjectAccess> =>
  refuseBelow(role, actor, await projectAccess.read(actor, slug, db))

/** Checks access in front of a service, whose own `guardProject` then needs no query. */
export const checkProject = async (actor: Actor, slug: string, role: Role): Promise<ProjectAccess> =>
  refuseBelow(role, actor, await projectAccess.check(actor, slug))

export type RaterRow = RaterAccessRow & {
  /** Both are set for panel visitors only. */
  visitId?: string
  visitOutcome?: PanelOutcome | null
}

/**
 * Creates no rater. Throws AppError `forbidden` for the operator and `not-found` for other actors that are neither
 * members nor panel visitors of the project.
 */
export const raterRow = readOnce(async (actor: Actor, slug: string, db: Db): Promise<RaterRow> => {
  if (actor.kind === 'operator') throw forbidden('Sign in to rate.')
  if (slug.includes('\0')) throw notFound('project')
  const isVisitor = actor.kind === 'panelist'
  const row = await (isVisitor ? findPanelistAccess(actor, slug, db) : findRaterAccess(actor.userId, slug, db))
  if (!row) throw notFound('project')
  return isVisitor ? { ...row, visitId: actor.visitId } : row
})

export interface ProjectChange extends ProjectAccess {
  tx: Db
  /** Adds an audit event in the same transaction. */
  audit: (action: AuditAction, details: object) => Promise<void>
}

/** Runs an admin's change in one transaction, without a lock of the whole project. */
export async function changeUnlocked<Result>(
  actor: Actor,
  slug: string,
  work: (change: ProjectChange) => Promise<Result>,
  db: Db = prisma,
): Promise<Result> {
  const access = await guardProject(actor, slug, 'admin', db)
  const { userId, projectId } = access
  return inTransaction(db, async (tx) => {
    const audit = (action: AuditAction, details: object) => writeAuditEvent(tx, { projectId, userId, action, details })
    return work({ ...access, tx, audit })
  })
}

/** Does the same under the project's lock. Throws AppError `conflict` while a long import has it. */
export const changeProject = <Result>(
  actor: Actor,
  slug: string,
  work: (change: ProjectChange) => Promise<Result>,
  db?: Db,
): Promise<Result> =>
  changeUnlocked(
    actor,
    slug,
    async (change) => {
      await lockProjectOrConflict(change.tx, change.projectId)
      return work(change)
    },
    db,
  )

/** For members in any role and panel visitors. Throws AppError `not-found` for others. */
export async function ownProjectId(actor: Actor, slug: string): Promise<number> {
  if (actor.kind === 'operator') return (await guardProject(actor, slug, 'rater')).projectId
  return (await raterRow.read(actor, slug)).projectId
}
