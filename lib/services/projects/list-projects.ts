import type { ProjectSummary } from '@/lib/contracts/projects/project'
import { prisma } from '@/lib/db/client'
import { findProjectSummaries } from '@/lib/db/projects/project-list-query'
import type { Actor } from '@/lib/domain/permissions'

/** Panel visitors have no projects, since they only rate. */
export async function listProjects(actor: Actor): Promise<ProjectSummary[]> {
  if (actor.kind === 'panelist') return []
  return findProjectSummaries(actor.kind === 'account' ? actor.userId : null)
}

/** Lists the projects that store data about the actor's account, including archived ones. */
export async function listOwnProjects(actor: Actor) {
  if (actor.kind !== 'account') return []
  const rows = await prisma.project.findMany({
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

export async function listArchivedProjects(actor: Actor): Promise<ArchivedProject[]> {
  if (actor.kind !== 'account') return []
  const rows = await prisma.project.findMany({
    where: {
      ...{ archivedAt: { not: null }, deletedAt: null },
      memberships: { some: { userId: actor.userId, role: 'admin' } },
    },
    select: { slug: true, name: true, archivedAt: true },
    orderBy: [{ name: 'asc' }, { id: 'asc' }],
  })
  return rows.map(({ slug, name, archivedAt }) => ({ slug, name, archivedAt: archivedAt!.toISOString() }))
}
