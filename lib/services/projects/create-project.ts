import type { NewProjectInput } from '@/lib/contracts/projects/project'
import { prisma } from '@/lib/db/client'
import { isUniqueViolation } from '@/lib/db/session/sql-state'
import { writeAuditEvent } from '@/lib/db/session/transaction'
import { type Actor, canCreateProjects } from '@/lib/domain/permissions'
import { projectSlug } from '@/lib/domain/projects/project-slug'
import { AppError } from '@/lib/errors'

/** Makes an empty project whose admin is the actor. A slug that is taken gets the next free number behind it. */
export async function createProject(actor: Actor, { name, description }: NewProjectInput): Promise<{ slug: string }> {
  if (!canCreateProjects(actor))
    throw new AppError('forbidden', 'Only the account that set up this server can create projects.')
  const userId = actor.kind === 'account' ? actor.userId : null
  const base = projectSlug(name)
  for (let number = 1; number <= 100; number++) {
    const slug = number === 1 ? base : `${base}-${number}`
    if (await prisma.project.findUnique({ where: { slug }, select: { id: true } })) continue
    try {
      await prisma.$transaction(async (db) => {
        const admin = userId && { memberships: { create: { userId, role: 'admin' as const } } }
        const project = await db.project.create({ data: { slug, name, description, ...admin } })
        await writeAuditEvent(db, { projectId: project.id, userId, action: 'project.create', details: { slug, name } })
      })
      return { slug }
    } catch (error) {
      if (!isUniqueViolation(error)) throw error
    }
  }
  throw new AppError('conflict', 'Too many projects have this name. Choose another one.', { name: 'is taken' })
}
