import { type Db, prisma } from '@/lib/db/client'
import type { Project } from '@/lib/db/generated/client'
import { type Actor, isAtLeast, type Role } from '@/lib/domain/permissions'
import { AppError, notFound } from '@/lib/errors'
import { readOnce } from './read-once'

export interface ProjectAccess {
  project: Project
  role: Role
  /** For a job, the account that started it. Null for the command line, and for whom a panel sent. */
  userId: string | null
}

const projectAccess = readOnce(async (actor: Actor, slug: string, db: Db): Promise<ProjectAccess> => {
  if (slug.includes('\0')) throw notFound('project')
  if (actor.kind === 'operator') {
    const project = await db.project.findUnique({ where: { slug } })
    if (!project) throw new AppError('not-found', `There is no project “${slug}”.`)
    return { project, role: 'admin', userId: actor.askedBy ?? null }
  }
  if (actor.kind === 'panelist') {
    const project = await db.project.findUnique({ where: { slug, id: actor.projectId } })
    if (!project) throw notFound('project')
    return { project, role: 'rater', userId: null }
  }
  const project = await db.project.findUnique({
    where: { slug },
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
 * are answered alike (`not-found`); too low a role in one's own project is `forbidden`. Whom a panel sent may do what a
 * rater may in the one project of the visit; of everything else they are told that there is no such thing.
 */
export const guardProject = async (actor: Actor, slug: string, role: Role, db: Db = prisma): Promise<ProjectAccess> =>
  refuseBelow(role, actor, await projectAccess.read(actor, slug, db))

/** The same ahead of a service, which then does not read it again. */
export const checkProject = async (actor: Actor, slug: string, role: Role): Promise<ProjectAccess> =>
  refuseBelow(role, actor, await projectAccess.check(actor, slug))
