import type { NewProjectInput } from '@/lib/contracts/projects/project'
import { prisma } from '@/lib/db/client'
import { isUniqueViolation } from '@/lib/db/session/sql-state'
import { writeAuditEvent } from '@/lib/db/session/transaction'
import { type Actor, canCreateProjects } from '@/lib/domain/permissions'
import { AppError } from '@/lib/errors'
import { freeSlug } from './free-slug'
import { refuseTakenName } from './refuse-taken-name'

/** The actor becomes its admin. If the slug is taken, the next free number is appended. */
export async function createProject(actor: Actor, { name, description }: NewProjectInput): Promise<{ slug: string }> {
  if (!canCreateProjects(actor))
    throw new AppError('forbidden', 'Only the account that set up this server can create projects.')
  const userId = actor.kind === 'account' ? actor.userId : null
  await refuseTakenName(name, prisma)
  for (;;) {
    const slug = await freeSlug(name)
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
}
