import type { ClassNote, ClassNoteList } from '@/lib/contracts/texts'
import { prisma } from '@/lib/db/client'
import { findClassNotes, lockClass } from '@/lib/db/texts/class-note-query'
import type { Actor } from '@/lib/domain/permissions'
import { tidyText } from '@/lib/domain/texts/document'
import { notFound } from '@/lib/errors'
import { changeUnlocked, guardProject } from '@/lib/services/access/guard-project'
import { type BaselineValues, refuseStale } from '@/lib/services/access/refuse-stale'

const maxListed = 200

export async function listClassNotes(
  actor: Actor,
  { slug, query }: { slug: string; query: string },
): Promise<ClassNoteList> {
  const { projectId } = await guardProject(actor, slug, 'admin')
  const [classes, noteCount, classCount] = await Promise.all([
    findClassNotes(projectId, query, maxListed),
    prisma.class.count({ where: { projectId, note: { not: null } } }),
    prisma.class.count({ where: { projectId, classIndex: { not: null } } }),
  ])
  return { classes, noteCount, hasClasses: classCount > 0 }
}

/** An empty note removes it. */
export const setClassNote = (
  actor: Actor,
  { slug, classId, note, basedOn }: { slug: string; classId: number; note: string; basedOn?: BaselineValues },
): Promise<ClassNote> =>
  changeUnlocked(actor, slug, async ({ tx, projectId, audit }) => {
    const key = { projectId_id: { projectId, id: classId } }
    const wanted = tidyText(note) || null
    await lockClass(projectId, classId, tx)
    const found = await tx.class.findUnique({ where: key })
    if (!found || found.classIndex === null) throw notFound('class')
    refuseStale({ note: found.note }, { note: wanted }, basedOn)
    if (wanted !== found.note) {
      await tx.class.update({ where: key, data: { note: wanted } })
      await audit('class.note', { classId, name: found.name, before: found.note, note: wanted })
    }
    return { classId, name: found.name, externalId: found.externalId, gloss: found.gloss, note: wanted }
  })
