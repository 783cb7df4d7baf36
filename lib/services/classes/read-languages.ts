import type { ProjectLanguages } from '@/lib/contracts/classes/language'
import { countDescribedClasses, countTranslations } from '@/lib/db/classes/class-translations'
import { prisma } from '@/lib/db/client'
import type { Actor } from '@/lib/domain/permissions'
import { guardProject } from '@/lib/services/access/guard-project'

export async function readLanguages(actor: Actor, slug: string): Promise<ProjectLanguages> {
  const { project } = await guardProject(actor, slug, 'admin')
  const [described, further, { language }] = await Promise.all([
    countDescribedClasses(project.id),
    countTranslations(project.id),
    prisma.project.findUniqueOrThrow({ where: { id: project.id }, select: { language: true } }),
  ])
  return { own: language, ...described, further }
}
