import type { ProjectLanguages } from '@/lib/contracts/classes/language'
import { countDescribedClasses, countTranslations } from '@/lib/db/classes/class-translations'
import { type Db, prisma } from '@/lib/db/client'
import type { Actor } from '@/lib/domain/permissions'
import { guardProject } from '@/lib/services/access/guard-project'

export async function readLanguages(actor: Actor, slug: string, db: Db = prisma): Promise<ProjectLanguages> {
  const { project } = await guardProject(actor, slug, 'admin', db)
  const [described, further, { language }] = await Promise.all([
    countDescribedClasses(project.id, db),
    countTranslations(project.id, db),
    db.project.findUniqueOrThrow({ where: { id: project.id }, select: { language: true } }),
  ])
  return { own: language, ...described, further }
}
