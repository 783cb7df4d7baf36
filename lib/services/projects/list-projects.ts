import type { ProjectSummary } from '@/lib/contracts/projects/project'
import { type Db, prisma } from '@/lib/db/client'
import { findProjectSummaries } from '@/lib/db/projects/project-list-query'
import type { Actor } from '@/lib/domain/permissions'

/** The projects the actor belongs to, with how far each has got. Whom a panel sent belongs to none: they only rate. */
export async function listProjects(actor: Actor, db: Db = prisma): Promise<ProjectSummary[]> {
  if (actor.kind === 'panelist') return []
  return findProjectSummaries(actor.kind === 'account' ? actor.userId : null, db)
}

/** The projects that keep something of an account because it belongs to them, archived ones among them, by name. */
export async function listOwnProjects(actor: Actor, db: Db = prisma) {
  if (actor.kind !== 'account') return []
  const rows = await db.project.findMany({
    where: { deletedAt: null, memberships: { some: { userId: actor.userId } } },
    select: { slug: true, name: true, archivedAt: true },
    orderBy: [{ name: 'asc' }, { id: 'asc' }],
  })
  return rows.map(({ archivedAt, ...project }) => ({ ...project, isArchived: archivedAt !== null }))
}

export interface ArchivedProject {
  slug: string
  name: string
  archivedAt: string
}

/** The archived projects that the actor is an admin of and may restore, by name. */
export async function listArchivedProjects(actor: Actor, db: Db = prisma): Promise<ArchivedProject[]> {
  if (actor.kind !== 'account') return []
  const rows = await db.project.findMany({
    where: {
      ...{ archivedAt: { not: null }, deletedAt: null },
      memberships: { some: { userId: actor.userId, role: 'admin' } },
    },
    select: { slug: true, name: true, archivedAt: true },
    orderBy: [{ name: 'asc' }, { id: 'asc' }],
  })
  return rows.map(({ slug, name, archivedAt }) => ({ slug, name, archivedAt: archivedAt!.toISOString() }))
}
