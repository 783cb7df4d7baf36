import { type Db, prisma } from '@/lib/db/client'
import type { Project } from '@/lib/db/generated/client'
import { findRaterAccess, type RaterAccessRow } from '@/lib/db/rating/rating-session-query'
import { findPanelistAccess } from '@/lib/db/recruitment/panel-visit-query'
import { type Actor, isAtLeast, type Role } from '@/lib/domain/permissions'
import { AppError, notFound } from '@/lib/errors'

type Read<Access> = (actor: Actor, slug: string, db: Db) => Promise<Access>

const pageActors = new WeakSet<Actor>()

/** Has each access of this actor be read once and shared: for the actor of one page, all parts of which are one answer. */
export function shareAccess<Shared extends Actor>(actor: Shared): Shared {
  pageActors.add(actor)
  return actor
}

/**
 * A reading of what an actor may do in a project which a check in front of a service can share with it. `check` reads, and
 * leaves the result to the next `read` for the same actor. That one alone takes it, so that whoever asks again later, such
 * as a stream that stays open, learns what holds then; only the actor of a page keeps it. Within a transaction it is
 * always read anew.
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
  role: Role
  /** For a job, the account that started it. Null for the command line, and for whom a panel sent. */
  userId: string | null
}

const projectAccess = readOnce(async (actor: Actor, slug: string, db: Db): Promise<ProjectAccess> => {
  if (slug.includes('\0')) throw notFound('project')
  if (actor.kind === 'operator') {
    const project = await db.project.findUnique({ where: { slug, deletedAt: null } })
    if (!project) throw new AppError('not-found', `There is no project “${slug}”.`)
    return { project, role: 'admin', userId: actor.askedBy ?? null }
  }
  if (actor.kind === 'panelist') {
    const project = await db.project.findUnique({ where: { slug, id: actor.projectId, deletedAt: null } })
    if (!project) throw notFound('project')
    return { project, role: 'rater', userId: null }
  }
  const project = await db.project.findUnique({
    where: { slug, deletedAt: null },
    include: { memberships: { where: { userId: actor.userId } } },
  })
  const membership = project?.memberships[0]
  if (!project || !membership) throw notFound('project')
  const { memberships: _, ...row } = project
  return { project: row, role: membership.role, userId: actor.userId }
})

function refuseBelow(role: Role, actor: Actor, access: ProjectAccess): ProjectAccess {
  if (isAtLeast(access.role, role)) return access
  if (actor.kind === 'panelist') throw notFound('project')
  throw new AppError('forbidden', `You need the role ${role} in this project; you are ${access.role}.`)
}

/**
 * The project, if the actor may do in it what `role` may. A project that is unknown and one the actor does not belong to
 * are answered alike (`not-found`), and so is one that is being deleted; too low a role in one's own project is `forbidden`. Whom a panel sent may do what a
 * rater may in the one project of the visit; of everything else they are told that there is no such thing.
 */
export const guardProject = async (actor: Actor, slug: string, role: Role, db: Db = prisma): Promise<ProjectAccess> =>
  refuseBelow(role, actor, await projectAccess.read(actor, slug, db))

/** The same ahead of a service, which then does not read it again. */
export const checkProject = async (actor: Actor, slug: string, role: Role): Promise<ProjectAccess> =>
  refuseBelow(role, actor, await projectAccess.check(actor, slug))

export type RaterRow = RaterAccessRow & {
  /** The visit of someone whom a panel sent. */
  visitId?: string
}

/**
 * Who the actor is among those who rate in the project: a member, or someone whom a panel sent to it, who learns nothing of
 * any other. Makes nobody a rater.
 */
export const raterRow = readOnce(async (actor: Actor, slug: string, db: Db): Promise<RaterRow> => {
  if (actor.kind === 'operator') throw new AppError('forbidden', 'Sign in to rate.')
  if (slug.includes('\0')) throw notFound('project')
  const isVisitor = actor.kind === 'panelist'
  const row = await (isVisitor ? findPanelistAccess(actor, slug, db) : findRaterAccess(actor.userId, slug, db))
  if (!row) throw notFound('project')
  return isVisitor ? { ...row, visitId: actor.visitId } : row
})
