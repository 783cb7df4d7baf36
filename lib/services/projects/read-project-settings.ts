import type { ProjectSettings } from '@/lib/contracts/projects/project'
import { type Db, prisma } from '@/lib/db/client'
import type { Actor } from '@/lib/domain/permissions'
import { knownModes } from '@/lib/domain/rating/answer-mode'
import { guardProject } from '@/lib/services/access/guard-project'

export async function readProjectSettings(actor: Actor, slug: string, db: Db = prisma): Promise<ProjectSettings> {
  const { project } = await guardProject(actor, slug, 'admin', db)
  const { name, description, ratersPerTask, isPaused, asksSuggested } = project
  const answerModes = knownModes(project.answerModes)
  return { slug: project.slug, name, description, ratersPerTask, isPaused, asksSuggested, answerModes }
}
