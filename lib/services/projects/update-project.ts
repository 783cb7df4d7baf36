import { isDeepStrictEqual } from 'node:util'
import type { ProjectSettings, ProjectSettingsInput } from '@/lib/contracts/projects/project'
import type { Actor } from '@/lib/domain/permissions'
import { notFound } from '@/lib/errors'
import { changeProject } from '@/lib/services/access/guard-project'
import { type BaselineValues, refuseStale } from '@/lib/services/access/refuse-stale'
import { refuseTakenName } from './create-project'
import { settingsOf } from './read-project'

/** The number of raters applies to new tasks only. The address stays, so that links keep working. */
export async function updateProject(
  actor: Actor,
  { slug, changes, basedOn }: { slug: string; changes: ProjectSettingsInput; basedOn?: BaselineValues },
): Promise<ProjectSettings> {
  const saved = await changeProject(actor, slug, async ({ tx, projectId, audit }) => {
    const project = await tx.project.findUniqueOrThrow({ where: { id: projectId } })
    refuseStale(project, changes, basedOn)
    if (changes.name !== undefined && changes.name !== project.name) await refuseTakenName(changes.name, tx, projectId)
    const changed = Object.entries(changes).filter(
      ([field, value]) =>
        value !== undefined && !isDeepStrictEqual(project[field as keyof ProjectSettingsInput], value),
    )
    const data = Object.fromEntries(changed) as Partial<Omit<ProjectSettings, 'slug'>>
    if (changed.length === 0) return project
    // Raters who had finished or are waiting ask for tasks again.
    const generation = changes.isPaused === false ? { generation: { increment: 1 } } : {}
    const updated = await tx.project.update({ where: { id: projectId }, data: { ...data, ...generation } })
    await audit('project.update', { ...data })
    return updated
  })
  return settingsOf(saved)
}

/** An archived project is in no list, gives no tasks and lets nobody join; admins can still open it by its address. */
export async function archiveProject(
  actor: Actor,
  { slug, isArchived }: { slug: string; isArchived: boolean },
): Promise<void> {
  // Waiting raters ask for tasks again once it is restored.
  const data = isArchived ? { archivedAt: new Date() } : { archivedAt: null, generation: { increment: 1 } }
  await changeProject(actor, slug, async ({ tx, projectId, audit }) => {
    const project = await tx.project.findUnique({ where: { id: projectId, deletedAt: null } })
    if (!project) throw notFound('project')
    if ((project.archivedAt !== null) === isArchived) return
    await tx.project.update({ where: { id: projectId }, data })
    await audit(isArchived ? 'project.archive' : 'project.restore', { slug })
  })
}
