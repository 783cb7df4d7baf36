import type { ProjectCounts, ProjectOverview, ProjectSettings } from '@/lib/contracts/projects/project'
import { countProjectRows, findProjectSizes } from '@/lib/db/projects/project-overview-query'
import { countTasks } from '@/lib/db/rating/rating-session-query'
import type { Actor } from '@/lib/domain/permissions'
import { knownModes } from '@/lib/domain/rating/answer-mode'
import { guardProject } from '@/lib/services/access/guard-project'

export async function readProjectContents(
  actor: Actor,
  slug: string,
): Promise<{ isArchived: boolean; counts: ProjectCounts }> {
  const { project } = await guardProject(actor, slug, 'admin')
  return { isArchived: project.archivedAt !== null, counts: await countProjectRows(project.id) }
}

export async function readProjectSettings(actor: Actor, slug: string): Promise<ProjectSettings> {
  const { project } = await guardProject(actor, slug, 'admin')
  const { name, description, ratersPerTask, isPaused, asksSuggested } = project
  const answerModes = knownModes(project.answerModes)
  return { slug: project.slug, name, description, ratersPerTask, isPaused, asksSuggested, answerModes }
}

export async function readProjectOverview(actor: Actor, slug: string): Promise<ProjectOverview> {
  const { project } = await guardProject(actor, slug, 'admin')
  const [{ lastActivityAt, ...sizes }, tasks] = await Promise.all([
    findProjectSizes(project.id),
    countTasks(project.id),
  ])
  const { name, description, isPaused, hasSimulated, ratersPerTask } = project
  return {
    ...{ slug: project.slug, name, description, isPaused, hasSimulated, ratersPerTask },
    ...sizes,
    tasksTotal: tasks.total,
    tasksFinished: tasks.finished,
    lastActivityAt: lastActivityAt?.toISOString() ?? null,
  }
}
