import type { Dashboard } from '@/lib/contracts/projects/dashboard'
import type { FirstSteps } from '@/lib/contracts/projects/first-steps'
import type { ProjectCounts, ProjectOverview, ProjectSettings } from '@/lib/contracts/projects/project'
import { countCountedVotes } from '@/lib/db/agreement/agreement-query'
import { prisma } from '@/lib/db/client'
import { findProjectNames } from '@/lib/db/projects/project-list-query'
import { countFirstSteps, countProjectRows, findProjectSizes } from '@/lib/db/projects/project-overview-query'
import { countTasks } from '@/lib/db/rating/rating-session-query'
import type { Actor, Role } from '@/lib/domain/permissions'
import { knownModes } from '@/lib/domain/rating/answer-mode'
import { guardProject } from '@/lib/services/access/guard-project'
import { dashboardFacts } from './dashboard-facts'

export async function readProjectContents(
  actor: Actor,
  slug: string,
): Promise<{ isArchived: boolean; counts: ProjectCounts }> {
  const { project, projectId } = await guardProject(actor, slug, 'admin')
  return { isArchived: project.archivedAt !== null, counts: await countProjectRows(projectId) }
}

export async function readProjectSettings(actor: Actor, slug: string): Promise<ProjectSettings> {
  const { project } = await guardProject(actor, slug, 'admin')
  const { name, description, ratersPerTask, isPaused, asksSuggested } = project
  const answerModes = knownModes(project.answerModes)
  return { slug: project.slug, name, description, ratersPerTask, isPaused, asksSuggested, answerModes }
}

export async function readProjectOverview(actor: Actor, slug: string): Promise<ProjectOverview> {
  const { project, projectId } = await guardProject(actor, slug, 'admin')
  const [sizes, countedVotes, tasks] = await Promise.all([
    findProjectSizes(projectId),
    countCountedVotes(projectId),
    countTasks(projectId),
  ])
  const { name, description, isPaused, hasSimulated, ratersPerTask } = project
  return {
    ...{ slug: project.slug, name, description, isPaused, hasSimulated, ratersPerTask },
    ...sizes,
    countedVotes,
    tasksTotal: tasks.total,
    tasksFinished: tasks.finished,
  }
}

export async function readDashboard(
  actor: Actor,
  slug: string,
  now = new Date(),
): Promise<{ name: string; description: string; dashboard: Dashboard }> {
  const { project } = await guardProject(actor, slug, 'admin')
  const { name, description } = project
  return { name, description, dashboard: await dashboardFacts(project, now) }
}

/** Null once there is a release. */
export async function readFirstSteps(actor: Actor, slug: string): Promise<FirstSteps | null> {
  const { projectId } = await guardProject(actor, slug, 'admin')
  const release = await prisma.release.findFirst({ where: { projectId }, select: { projectId: true } })
  return release ? null : countFirstSteps(projectId)
}

export interface ProjectFrame {
  project: { slug: string; name: string; isPaused: boolean; isArchived: boolean; hasSimulated: boolean }
  role: Role
  /** The actor's projects, including this one, for the project switcher. */
  projects: Array<{ slug: string; name: string }>
}

export async function readProjectFrame(actor: Actor, slug: string): Promise<ProjectFrame> {
  const { project, role, userId } = await guardProject(actor, slug, 'rater')
  const { name, isPaused, archivedAt, hasSimulated } = project
  const projects = userId ? await findProjectNames(userId) : [{ slug, name }]
  return { project: { slug, name, isPaused, isArchived: archivedAt !== null, hasSimulated }, role, projects }
}
