import { type Db, prisma } from '@/lib/db/client'
import { countOpenFlaggedImages } from '@/lib/db/images/flagged-image-query'
import { findProjectNames } from '@/lib/db/projects/project-list-query'
import { countOpenAlerts } from '@/lib/db/quality/quality-alerts'
import { type Actor, canAdminister, type Role } from '@/lib/domain/permissions'
import { guardProject } from '@/lib/services/access/guard-project'

export interface ProjectFrame {
  project: { slug: string; name: string; isPaused: boolean; hasSimulated: boolean }
  role: Role
  /** What the switcher offers: the actor's projects, this one among them. */
  projects: Array<{ slug: string; name: string }>
  /** What waits for an admin at a place, by its path. */
  waiting: Record<string, number>
}

/** What stands around every page of a project, for anyone who belongs to it. */
export async function readProjectFrame(actor: Actor, slug: string, db: Db = prisma): Promise<ProjectFrame> {
  const { project, role, userId } = await guardProject(actor, slug, 'rater', db)
  const { name, isPaused, hasSimulated } = project
  const [flags, alerts] = canAdminister(role)
    ? await Promise.all([countOpenFlaggedImages(project.id, db), countOpenAlerts(project.id, db)])
    : [0, 0]
  const waiting = { '/flags': flags, '/quality': alerts }
  const projects = userId ? await findProjectNames(userId, db) : [{ slug, name }]
  return { project: { slug, name, isPaused, hasSimulated }, role, projects, waiting }
}
