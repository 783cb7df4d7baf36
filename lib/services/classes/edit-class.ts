import { isDeepStrictEqual } from 'node:util'
import type { ClassWording } from '@/lib/contracts/classes/class'
import { findNamesake, renameInPaths } from '@/lib/db/classes/class-names'
import type { Actor } from '@/lib/domain/permissions'
import { tidyText } from '@/lib/domain/texts/document'
import { conflict, notFound } from '@/lib/errors'
import { changeProject } from '@/lib/services/access/guard-project'
import { type BaselineValues, refuseStale } from '@/lib/services/access/refuse-stale'

/**
 * Changes how a class is worded. Votes, labels and published releases stay as they are; the audit trail keeps the
 * previous wording. Throws AppError `conflict` if another class has the name, or the wording has changed meanwhile.
 */
export const editClass = (
  actor: Actor,
  { slug, classId, basedOn, ...given }: ClassWording & { slug: string; classId: number; basedOn?: BaselineValues },
) =>
  changeProject(actor, slug, async ({ tx, projectId, audit }) => {
    const key = { projectId_id: { projectId, id: classId } }
    const found = await tx.class.findUnique({ where: key })
    if (!found || found.classIndex === null) throw notFound('class')
    const before = { name: found.name, otherNames: found.otherNames, gloss: found.gloss }
    const after = { ...given, gloss: tidyText(given.gloss ?? '') || null }
    refuseStale(before, after, basedOn)
    if (isDeepStrictEqual(before, after)) return
    const namesake = await findNamesake({ projectId, classId, name: after.name }, tx)
    if (namesake !== null)
      throw conflict('Each class needs its own name. Nothing was changed.', {
        name: `is the name of class ${namesake}`,
      })
    await tx.class.update({ where: key, data: after })
    if (after.name !== before.name) await renameInPaths({ projectId, path: found.path, ...{ before, after } }, tx)
    await audit('class.edit', { classId, index: found.classIndex, before, after })
  })
