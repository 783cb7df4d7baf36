import type { ClassUses } from '@/lib/contracts/classes/class'
import { findClassUse } from '@/lib/db/classes/class-query'
import { type Db, prisma } from '@/lib/db/client'
import type { Actor } from '@/lib/domain/permissions'
import { conflict, notFound } from '@/lib/errors'
import { changeProject, guardProject } from '@/lib/services/access/guard-project'
import { counted } from '@/lib/wording/number'

const nouns = {
  candidates: ['candidate', 'candidates'],
  originals: ['original label', 'original labels'],
  predictions: ['prediction', 'predictions'],
  labels: ['label of a run', 'labels of runs'],
  subclasses: ['class below it', 'classes below it'],
  decisions: ['decision about a class pair', 'decisions about class pairs'],
  suggestions: ['suggestion of a rater', 'suggestions of raters'],
} as const

async function usesOf(projectId: number, classId: number, db: Db): Promise<string[]> {
  const use = await findClassUse(projectId, classId, db)
  return Object.entries(nouns).flatMap(([key, [one, several]]) => {
    const count = use[key as keyof typeof nouns]
    return count > 0 ? [counted(count, one, several)] : []
  })
}

export async function readClassUses(
  actor: Actor,
  { slug, classId }: { slug: string; classId: number },
): Promise<ClassUses> {
  const { projectId } = await guardProject(actor, slug, 'admin')
  const where = { projectId_id: { projectId, id: classId } }
  if (!(await prisma.class.findUnique({ where, select: { id: true } }))) throw notFound('class')
  return { uses: await usesOf(projectId, classId, prisma) }
}

/** Other indices stay. Throws AppError `conflict` with the uses of a class in use. */
export const removeClass = (actor: Actor, { slug, classId }: { slug: string; classId: number }) =>
  changeProject(actor, slug, async ({ tx, projectId, audit }) => {
    const where = { projectId_id: { projectId, id: classId } }
    const found = await tx.class.findUnique({ where })
    if (!found) throw notFound('class')
    const uses = await usesOf(projectId, classId, tx)
    if (uses.length > 0) throw conflict(`“${found.name}” cannot be removed, because it is used by ${uses.join(', ')}.`)
    await tx.class.delete({ where })
    await audit('class.remove', { class: found.name, index: found.classIndex })
  })
