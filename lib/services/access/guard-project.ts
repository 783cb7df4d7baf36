import { type Db, prisma } from '@/lib/db/client'
import type { Project } from '@/lib/db/generated/client'
import { type Actor, isAtLeast, type Role } from '@/lib/domain/permissions'
import { AppError, notFound } from '@/lib/errors'

export interface ProjectAccess {
  project: Project
  role: Role
  /** Null for the command line, and for whom a panel sent. */
  userId: string | null
}

/**
 * The project, if the actor may do in it what `role` may. A project that is unknown and one the actor does not belong to
 * are answered alike (`not-found`); too low a role in one's own project is `forbidden`. Whom a panel sent may do what a
 * rater may in the one project of the visit; of everything else they are told that there is no such thing.
 */
export async function guardProject(actor: Actor, slug: string, role: Role, db: Db = prisma): Promise<ProjectAccess> {
  if (slug.includes('\0')) throw notFound('project')
  if (actor.kind === 'operator') {
    const project = await db.project.findUnique({ where: { slug } })
    if (!project) throw new AppError('not-found', `There is no project “${slug}”.`)
    return { project, role: 'admin', userId: null }
  }
  if (actor.kind === 'panelist') {
    const project = role === 'rater' ? await db.project.findUnique({ where: { slug, id: actor.projectId } }) : null
    if (!project) throw notFound('project')
    return { project, role: 'rater', userId: null }
  }
  const project = await db.project.findUnique({
    where: { slug },
    include: { memberships: { where: { userId: actor.userId } } },
  })
  const membership = project?.memberships[0]
  if (!project || !membership) throw notFound('project')
  if (!isAtLeast(membership.role, role))
    throw new AppError('forbidden', `This needs the role ${role} in the project; yours is ${membership.role}.`)
  const { memberships: _, ...row } = project
  return { project: row, role: membership.role, userId: actor.userId }
}
