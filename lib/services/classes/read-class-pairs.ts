import { findConfusedPairs } from '@/lib/db/classes/confused-pair-query'
import { type Db, prisma } from '@/lib/db/client'
import { type ConfusionView, confusionAddress } from '@/lib/domain/classes/confusion-view'
import type { Actor } from '@/lib/domain/permissions'
import { guardProject } from '@/lib/services/access/guard-project'
import { classScope, countStateOf } from './class-scope'
import { confusedPairOf } from './confused-pair'
import { confusionMapOf } from './confusion-map'

const pageSize = 25

export async function readClassPairs(
  actor: Actor,
  { slug, view }: { slug: string; view: ConfusionView },
  db: Db = prisma,
) {
  const { project } = await guardProject(actor, slug, 'admin', db)
  const scope = await classScope(project.id, db)
  const offsetOf = (page: number) => ({ limit: pageSize, offset: (page - 1) * pageSize })
  const [first, map, decidedCount] = await Promise.all([
    findConfusedPairs(scope, view, offsetOf(view.page), db),
    confusionMapOf(scope, view.by, db),
    db.classPair.count({ where: { projectId: project.id } }),
  ])
  // A page past the end has no rows that contain the total.
  const found = first.rows.length > 0 || view.page === 1 ? first : await findConfusedPairs(scope, view, offsetOf(1), db)
  const pageCount = Math.max(1, Math.ceil(found.total / pageSize))
  return {
    ...countStateOf(scope),
    hasSimulated: project.hasSimulated,
    rows: found.rows.map((row) => confusedPairOf(row)),
    foundCount: found.total,
    decidedCount,
    pageCount,
    map,
    view: { ...view, page: found === first ? view.page : confusionAddress.initial.page },
  }
}
