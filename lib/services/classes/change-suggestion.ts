import type { ChangeSuggestionInput } from '@/lib/contracts/classes/suggestion'
import { type Db, prisma } from '@/lib/db/client'
import type { Prisma } from '@/lib/db/generated/client'
import type { Actor } from '@/lib/domain/permissions'
import { AppError, notFound } from '@/lib/errors'
import { changeProject, type ProjectChange } from '@/lib/services/access/change-project'

/** The class to map a text to; null removes the mapping. */
async function classToMap(projectId: number, classIndex: number | null, tx: Db) {
  if (classIndex === null) return null
  const found = await tx.class.findUnique({ where: { projectId_classIndex: { projectId, classIndex } } })
  if (found) return found
  throw new AppError('invalid-input', 'There is no such class.', { classIndex: 'Choose a class of this project.' })
}

type Found = Prisma.SuggestionGetPayload<{ include: { class: { select: { name: true } } } }>

async function dismiss(
  { projectId, id, imageId, ...found }: Found,
  isDismissed: boolean,
  { tx, audit }: ProjectChange,
) {
  if ((found.dismissedAt !== null) === isDismissed) return
  await tx.suggestion.update({
    where: { projectId_id: { projectId, id } },
    data: { dismissedAt: isDismissed ? new Date() : null },
  })
  // The audit trail is never erased, so it must not contain a rater's words.
  const suggestion = found.class?.name ?? 'a text'
  await audit(isDismissed ? 'suggestion.dismiss' : 'suggestion.reopen', { imageId, suggestion })
}

async function mapText(
  { projectId, id, imageId, ...found }: Found,
  index: number | null,
  { tx, audit }: ProjectChange,
) {
  if (found.text === null)
    throw new AppError('invalid-input', 'This suggestion is already a class.', {
      classIndex: 'Only a text can be mapped onto a class.',
    })
  const mapped = await classToMap(projectId, index, tx)
  const mappedClassId = mapped?.id ?? null
  if (mappedClassId === found.mappedClassId) return
  if (found.taskId !== null)
    throw new AppError('conflict', 'Raters are already asked about this class, so its mapping can no longer change.')
  await tx.suggestion.update({ where: { projectId_id: { projectId, id } }, data: { mappedClassId } })
  await audit('suggestion.map', { imageId, class: mapped?.name ?? null })
}

/** Idempotent. Throws AppError `conflict` if raters are already asked about the class of a text. */
export async function changeSuggestion(
  actor: Actor,
  { slug, suggestionId, change }: { slug: string; suggestionId: number; change: ChangeSuggestionInput },
): Promise<Record<string, never>> {
  await changeProject(actor, slug, prisma, async (by) => {
    const where = { projectId_id: { projectId: by.projectId, id: suggestionId } }
    const found = await by.tx.suggestion.findUnique({ where, include: { class: { select: { name: true } } } })
    if (!found) throw notFound('suggestion')
    if ('isDismissed' in change) await dismiss(found, change.isDismissed, by)
    else await mapText(found, change.classIndex, by)
  })
  return {}
}
