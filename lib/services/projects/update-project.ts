import { isDeepStrictEqual } from 'node:util'
import type { ProjectSettings, ProjectSettingsInput } from '@/lib/contracts/projects/project'
import { prisma } from '@/lib/db/client'
import { lockProject, writeAuditEvent } from '@/lib/db/session/transaction'
import type { Actor } from '@/lib/domain/permissions'
import { knownModes } from '@/lib/domain/rating/answer-mode'
import { guardProject } from '@/lib/services/access/guard-project'
import { type BasedOn, refuseStale } from '@/lib/services/access/refuse-stale'
import { refuseTakenName } from './create-project'

/** The number of raters applies to new tasks only. The address stays, so that links keep working. */
export async function updateProject(
  actor: Actor,
  { slug, changes, basedOn }: { slug: string; changes: ProjectSettingsInput; basedOn?: BasedOn },
): Promise<ProjectSettings> {
  const { project: guarded, userId } = await guardProject(actor, slug, 'admin')
  const saved = await prisma.$transaction(async (db) => {
    await lockProject(db, guarded.id)
    const project = await db.project.findUniqueOrThrow({ where: { id: guarded.id } })
    refuseStale(project, changes, basedOn)
    if (changes.name !== undefined && changes.name !== project.name) await refuseTakenName(changes.name, db, project.id)
    const changed = Object.entries(changes).filter(
      ([field, value]) =>
        value !== undefined && !isDeepStrictEqual(project[field as keyof ProjectSettingsInput], value),
    )
    const data = Object.fromEntries(changed) as Partial<Omit<ProjectSettings, 'slug'>>
    if (changed.length === 0) return project
    // Raters who had finished or are waiting ask for tasks again.
    const generation = changes.isPaused === false ? { generation: { increment: 1 } } : {}
    const updated = await db.project.update({ where: { id: project.id }, data: { ...data, ...generation } })
    await writeAuditEvent(db, { projectId: project.id, userId, action: 'project.update', details: { ...data } })
    return updated
  })
  const { name, description, ratersPerTask, isPaused, asksSuggested } = saved
  return { slug, name, description, ratersPerTask, isPaused, asksSuggested, answerModes: knownModes(saved.answerModes) }
}
