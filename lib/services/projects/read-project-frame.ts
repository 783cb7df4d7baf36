import { findProjectNames } from '@/lib/db/projects/project-list-query'
import type { Actor, Role } from '@/lib/domain/permissions'
import { guardProject } from '@/lib/services/access/guard-project'

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
