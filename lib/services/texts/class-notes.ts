import type { ClassNote, ClassNoteList } from '@/lib/contracts/texts'
import { prisma } from '@/lib/db/client'
import { writeAuditEvent } from '@/lib/db/session/transaction'
import { findClassNotes, lockClass } from '@/lib/db/texts/class-note-query'
import type { Actor } from '@/lib/domain/permissions'
import { tidyText } from '@/lib/domain/texts/document'
import { notFound } from '@/lib/errors'
import { guardProject } from '@/lib/services/access/guard-project'
import { type BasedOn, refuseStale } from '@/lib/services/access/refuse-stale'

const mostListed = 200

export async function listClassNotes(
  actor: Actor,
  { slug, query }: { slug: string; query: string },
): Promise<ClassNoteList> {
  const { projectId } = await guardProject(actor, slug, 'admin')
  const [classes, noteCount, classCount] = await Promise.all([
    findClassNotes(projectId, query, mostListed),
    prisma.class.count({ where: { projectId, note: { not: null } } }),
    prisma.class.count({ where: { projectId, classIndex: { not: null } } }),
  ])
  return { classes, noteCount, hasClasses: classCount > 0 }
}

/** An empty note removes it. */
export async function setClassNote(
  actor: Actor,
  { slug, classId, note, basedOn }: { slug: string; classId: number; note: string; basedOn?: BasedOn },
): Promise<ClassNote> {
  const { projectId, userId } = await guardProject(actor, slug, 'admin')
  const key = { projectId_id: { projectId, id: classId } }
  const wanted = tidyText(note) || null
  return prisma.$transaction(async (tx) => {
    await lockClass(projectId, classId, tx)
    const found = await tx.class.findUnique({ where: key })
    if (!found || found.classIndex === null) throw notFound('class')
    refuseStale({ note: found.note }, { note: wanted }, basedOn)
    if (wanted !== found.note) {
      await tx.class.update({ where: key, data: { note: wanted } })
      const details = { classId, name: found.name, before: found.note, note: wanted }
      await writeAuditEvent(tx, { projectId, userId, action: 'class.note', details })
    }
    return { classId, name: found.name, externalId: found.externalId, gloss: found.gloss, note: wanted }
  })
}
