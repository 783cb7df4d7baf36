import type { ClassExamples } from '@/lib/contracts/rating/class-example'
import { type Db, prisma } from '@/lib/db/client'
import { findClassExamples } from '@/lib/db/rating/class-example-query'
import type { Actor } from '@/lib/domain/permissions'
import { examplesPerClass } from '@/lib/domain/rating/class-examples'
import { notFound } from '@/lib/errors'
import { accessAsRater } from '@/lib/services/access/rating-session'

/** Up to nine pictures of the class of each candidate of a task the rater is rating, in the order shown. */
export async function readClassExamples(
  actor: Actor,
  { slug, assignmentId }: { slug: string; assignmentId: number },
  db: Db = prisma,
): Promise<ClassExamples> {
  const { projectId, raterId } = await accessAsRater(actor, slug, db)
  const rows = await findClassExamples({ projectId, raterId, assignmentId, limit: examplesPerClass }, db)
  if (rows.length === 0) throw notFound('assignment')
  const candidates: ClassExamples['candidates'] = []
  for (const { position, contentHash, ...picture } of rows) {
    candidates[position] ??= []
    if (contentHash !== null)
      candidates[position].push({ url: `/api/projects/${slug}/images/${contentHash}?variant=thumb`, ...picture })
  }
  return { candidates }
}
