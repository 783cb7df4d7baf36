import type { ClassNoteList } from '@/lib/contracts/texts'
import { type Db, prisma } from '@/lib/db/client'
import { findClassNotes } from '@/lib/db/texts/class-note-query'
import type { Actor } from '@/lib/domain/permissions'
import { guardProject } from '@/lib/services/access/guard-project'

const mostListed = 200

export async function listClassNotes(
  actor: Actor,
  { slug, query }: { slug: string; query: string },
  db: Db = prisma,
): Promise<ClassNoteList> {
  const { project } = await guardProject(actor, slug, 'admin', db)
  const [classes, noteCount, classCount] = await Promise.all([
    findClassNotes(project.id, query, mostListed, db),
    db.class.count({ where: { projectId: project.id, note: { not: null } } }),
    db.class.count({ where: { projectId: project.id, classIndex: { not: null } } }),
  ])
  return { classes, noteCount, hasClasses: classCount > 0 }
}
