import type { DuplicatedProject, DuplicateProjectInput, NewProjectInput } from '@/lib/contracts/projects/project'
import { type Db, prisma } from '@/lib/db/client'
import { keepImageFiles } from '@/lib/db/data/image-files'
import {
  duplicatedTables,
  duplicateRows,
  duplicateSettings,
  findProjectByName,
  insertProject,
  type NewProjectRow,
} from '@/lib/db/projects/insert-project'
import type { CopySession } from '@/lib/db/session/copy-session'
import { analyzeTables } from '@/lib/db/session/copy-tables'
import { isUniqueViolation } from '@/lib/db/session/sql-state'
import { inTransaction, lockByKey, writeAuditEvent } from '@/lib/db/session/transaction'
import { type Actor, canCreateProjects } from '@/lib/domain/permissions'
import { projectSlug } from '@/lib/domain/projects/project-slug'
import { conflict, forbidden, invalidInput } from '@/lib/errors'
import { guardProject, type ProjectAccess } from '@/lib/services/access/guard-project'
import { type ImportHooks, reportProgress, withImportSession } from '@/lib/services/progress'

export const slugTaken = (slug: string) =>
  conflict(`The project “${slug}” already exists. Choose another name.`, {
    slug: 'is taken',
  })

/** Throws AppError if a slug is invalid or taken. */
export async function checkFreeSlug(slug: string) {
  if (!/^[a-z0-9]([a-z0-9-]{0,62}[a-z0-9])?$/.test(slug)) {
    const rule = 'lower-case letters, digits and hyphens, at most 64'
    throw invalidInput(`“${slug}” is not a valid project name: use ${rule}, as in “${projectSlug(slug)}”.`, {
      slug: `must be ${rule}`,
    })
  }
  if (await prisma.project.findUnique({ where: { slug }, select: { id: true } })) throw slugTaken(slug)
}

/** As `insertProject`, but throws AppError `conflict` if another transaction has just taken the slug. */
export const insertFreeProject = (session: CopySession, row: NewProjectRow): Promise<number> =>
  insertProject(session, row).catch((error: unknown) => {
    throw isUniqueViolation(error) ? slugTaken(row.slug) : error
  })

async function freeSlug(name: string): Promise<string> {
  const base = projectSlug(name)
  for (let number = 1; number <= 100; number++) {
    const slug = number === 1 ? base : `${base}-${number}`
    if (!(await prisma.project.findUnique({ where: { slug }, select: { id: true } }))) return slug
  }
  throw conflict('Too many projects have this name. Choose another one.', { name: 'is taken' })
}

/** Throws if another project has this name, since nobody could distinguish the two in lists and menus. */
async function refuseNameOfOther(name: string, on: Db | CopySession, ownId?: number): Promise<void> {
  const other = await findProjectByName(on, { name: name.trim(), exceptId: ownId ?? null })
  if (other)
    throw conflict(`There is already a project called “${other.name}”. Choose another name.`, {
      name: other.isArchived ? 'An archived project has this name.' : 'Another project has this name.',
    })
}

/** Does the same; within a transaction, nobody else takes the name until it ends. */
export async function refuseTakenName(name: string, db: Db, ownId?: number): Promise<void> {
  await lockByKey(db, 'projectNames')
  await refuseNameOfOther(name, db, ownId)
}

/** The actor becomes its admin. If the slug is taken, the next free number is appended. */
export async function createProject(actor: Actor, { name, description }: NewProjectInput): Promise<{ slug: string }> {
  if (!canCreateProjects(actor)) throw forbidden('Only the owner of this server can create projects.')
  const userId = actor.kind === 'account' ? actor.userId : null
  for (;;) {
    const slug = await freeSlug(name)
    try {
      await inTransaction(prisma, async (db) => {
        await refuseTakenName(name, db)
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

/** Throws AppError `forbidden` unless the user may create projects. */
export async function guardDuplication({ userId }: ProjectAccess, { name }: DuplicateProjectInput, db: Db) {
  const account = userId === null ? null : await db.appUser.findUnique({ where: { id: userId } })
  if (userId !== null && !account?.isOwner) throw forbidden('Only the owner of this server can create projects.')
  await refuseTakenName(name, db)
}

/**
 * Copies images, classes, original labels, predictions, texts and settings, but no raters, answers, batches and
 * results. Image files are shared, not copied. All or nothing.
 */
export async function duplicateProject(
  actor: Actor,
  { slug: fromSlug, name }: DuplicateProjectInput & { slug: string },
  { onProgress, signal, beforeCommit }: ImportHooks<DuplicatedProject> = {},
): Promise<DuplicatedProject> {
  const { project, projectId, userId } = await guardProject(actor, fromSlug, 'admin')
  await refuseTakenName(name, prisma)
  const slug = await freeSlug(name)
  const made = await withImportSession({ signal, beforeCommit }, async (session) => {
    await keepImageFiles(session)
    const { description, ratersPerTask } = project
    const toId = await insertFreeProject(session, { slug, name, description, ratersPerTask, userId })
    const ids = { fromId: projectId, toId }
    await duplicateSettings(session, ids)
    for (const [k, table] of duplicatedTables.entries()) {
      reportProgress({ onProgress, signal }, 'Copying', k, duplicatedTables.length)
      await duplicateRows(session, table, ids)
    }
    // Again, because copying takes long. Without the lock on names: whoever holds it may be waiting for this address.
    await refuseNameOfOther(name, session, toId)
    const outcome = { slug, name }
    const details = { ...outcome, from: fromSlug }
    await writeAuditEvent(session, { projectId: toId, userId, action: 'project.duplicate', details })
    return outcome
  })
  await analyzeTables(['class', 'class_parent', 'image', 'prediction'])
  return made
}
