import type { ClassExamples, CreditedPicture } from '@/lib/contracts/rating/credited-picture'
import { findClassExamples, findCounterExamples, findPageAssignment } from '@/lib/db/rating/class-example-query'
import type { Actor } from '@/lib/domain/permissions'
import { examplesPerClass } from '@/lib/domain/rating/rating-limits'
import { notFound } from '@/lib/errors'
import { accessAsRater } from '@/lib/services/access/rating-session'

/**
 * Returns up to nine pictures for each candidate of a task that the rater is rating, in the order shown. For a page
 * asked class first: pictures that show its class, then pictures that do not.
 */
export async function readClassExamples(
  actor: Actor,
  { slug, assignmentId }: { slug: string; assignmentId: number },
): Promise<ClassExamples> {
  const { projectId, raterId } = await accessAsRater(actor, slug)
  const page = await findPageAssignment({ projectId, raterId, pageId: assignmentId })
  const of = page?.assignmentId ?? assignmentId
  const rows = await findClassExamples({ projectId, raterId, assignmentId: of, limit: examplesPerClass })
  if (rows.length === 0) throw notFound('assignment')
  const toExample = ({ contentHash, ...picture }: { contentHash: string | null } & Omit<CreditedPicture, 'url'>) =>
    contentHash === null ? [] : [{ url: `/api/projects/${slug}/images/${contentHash}?variant=thumb`, ...picture }]
  if (page) {
    const asked = { projectId, raterId, classId: page.classId, limit: examplesPerClass }
    const others = await findCounterExamples(asked)
    return { candidates: [rows.flatMap(({ position: _, ...row }) => toExample(row)), others.flatMap(toExample)] }
  }
  const candidates: ClassExamples['candidates'] = []
  for (const { position, ...row } of rows) {
    candidates[position] ??= []
    candidates[position].push(...toExample(row))
  }
  return { candidates }
}
