import type { z } from 'zod'
import type { languagesInput, ProjectLanguages } from '@/lib/contracts/classes/language'
import { countDescribedClasses, countTranslations, deleteOtherLanguages } from '@/lib/db/classes/class-translations'
import type { Actor } from '@/lib/domain/permissions'
import { changeProject, guardProject } from '@/lib/services/access/guard-project'
import { type BaselineValues, refuseStale } from '@/lib/services/access/refuse-stale'

export async function readLanguages(actor: Actor, slug: string): Promise<ProjectLanguages> {
  const { project, projectId } = await guardProject(actor, slug, 'admin')
  const [described, further] = await Promise.all([countDescribedClasses(projectId), countTranslations(projectId)])
  return { own: project.language, ...described, further }
}

/** Deletes translations of classes into removed languages; texts keep their versions. */
export async function changeLanguages(
  actor: Actor,
  { slug, own, further, basedOn }: { slug: string; basedOn?: BaselineValues } & z.output<typeof languagesInput>,
): Promise<ProjectLanguages> {
  await changeProject(actor, slug, async ({ tx, projectId, audit }) => {
    const { language, languages } = await tx.project.findUniqueOrThrow({
      where: { id: projectId },
      select: { language: true, languages: true },
    })
    const before = { own: language, further: languages }
    refuseStale(before, { own, further }, basedOn)
    if (own === language && further.join() === languages.join()) return
    await tx.project.update({ where: { id: projectId }, data: { language: own, languages: further } })
    await deleteOtherLanguages(projectId, tx)
    await audit('project.languages', { before, after: { own, further } })
  })
  return readLanguages(actor, slug)
}
