import type { Dashboard } from '@/lib/contracts/dashboard'
import { type Db, prisma } from '@/lib/db/client'
import type { Actor } from '@/lib/domain/permissions'
import { dashboardFacts } from './dashboard-facts'
import { guardProject } from './guard-project'

/** What an admin sees of a project at a glance. */
export async function readDashboard(
  actor: Actor,
  slug: string,
  now = new Date(),
  db: Db = prisma,
): Promise<{ name: string; description: string; dashboard: Dashboard }> {
  const { project } = await guardProject(actor, slug, 'admin', db)
  const { name, description } = project
  return { name, description, dashboard: await dashboardFacts(project, now, db) }
}
