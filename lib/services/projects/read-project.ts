import type { Dashboard } from '@/lib/contracts/projects/dashboard'
import type {
  FirstSteps,
  ProjectCounts,
  ProjectOverview,
  ProjectSettings,
  ProjectSummary,
} from '@/lib/contracts/projects/project'
import { countDecisionsSince } from '@/lib/db/adjudication/adjudication-rows'
import { countCountedVotes } from '@/lib/db/agreement/agreement-query'
import { prisma } from '@/lib/db/client'
import type { Project } from '@/lib/db/generated/client'
import {
  countFirstSteps,
  countProjectRows,
  findProjectNames,
  findProjectSizes,
  findProjectSummaries,
} from '@/lib/db/projects/project-overview-query'
import { countTasks } from '@/lib/db/rating/rating-session-query'
import type { Actor, Role } from '@/lib/domain/permissions'
import { knownModes } from '@/lib/domain/rating/answer-mode'
import { guardProject } from '@/lib/services/access/guard-project'
import { dashboardFacts } from './dashboard-facts'
import { findPlannedVotes } from './planned-votes'

export async function readProjectContents(
  actor: Actor,
  slug: string,
): Promise<{ isArchived: boolean; counts: ProjectCounts }> {
  const { project, projectId } = await guardProject(actor, slug, 'admin')
  return { isArchived: project.archivedAt !== null, counts: await countProjectRows(projectId) }
}

export function settingsOf(project: Project): ProjectSettings {
  const { slug, name, description, ratersPerTask, isPaused, asksSuggested, answerModes } = project
  return { slug, name, description, ratersPerTask, isPaused, asksSuggested, answerModes: knownModes(answerModes) }
}

export async function readProjectSettings(actor: Actor, slug: string): Promise<ProjectSettings> {
  return settingsOf((await guardProject(actor, slug, 'admin')).project)
}

export async function readProjectOverview(actor: Actor, slug: string): Promise<ProjectOverview> {
  const { project, projectId } = await guardProject(actor, slug, 'admin')
  const [sizes, countedVotes, tasks, run] = await Promise.all([
    findProjectSizes(projectId),
    countCountedVotes(projectId),
    countTasks(projectId),
    prisma.aggregationRun.findFirst({ where: { projectId }, orderBy: { id: 'desc' }, select: { votesUntil: true } }),
  ])
  return {
    ...settingsOf(project),
    hasSimulated: project.hasSimulated,
    ...sizes,
    countedVotes,
    newDecisions: run && (await countDecisionsSince(projectId, run.votesUntil)),
    tasksTotal: tasks.total,
    tasksFinished: tasks.finished,
  }
}

export async function readDashboard(
  actor: Actor,
  slug: string,
): Promise<{ name: string; description: string; dashboard: Dashboard }> {
  const { project } = await guardProject(actor, slug, 'admin')
  const { name, description } = project
  return { name, description, dashboard: await dashboardFacts(project, new Date()) }
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

/** Panel visitors have no projects, since they only rate. */
export async function listProjects(actor: Actor): Promise<ProjectSummary[]> {
  if (actor.kind === 'panelist') return []
  const projects = await findProjectSummaries(actor.kind === 'account' ? actor.userId : null)
  return Promise.all(
    projects.map(async ({ id, voteCount, ...project }) => ({
      ...project,
      votes:
        project.role === 'rater' ? null : { given: voteCount, planned: await findPlannedVotes(id, project.tasksTotal) },
    })),
  )
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
