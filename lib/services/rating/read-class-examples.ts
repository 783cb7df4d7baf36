import type { ClassExamples, CreditedPicture } from '@/lib/contracts/rating/credited-picture'
import { prisma } from '@/lib/db/client'
import { findClassExamples, findCounterExamples, findPageAssignment } from '@/lib/db/rating/class-example-query'
import type { Actor } from '@/lib/domain/permissions'
import { examplesPerClass } from '@/lib/domain/rating/rating-limits'
import { notFound } from '@/lib/errors'
import { accessAsRater } from '@/lib/services/access/rating-session'

/** Whether a rater was ever given this task or page; no assignment has the number of a page. */
async function hasHeld({ assignmentId: id, ...of }: { projectId: number; raterId: number; assignmentId: number }) {
  const [assignments, pages] = await Promise.all([
    prisma.assignment.count({ where: { ...of, id } }),
    prisma.gridPage.count({ where: { ...of, id } }),
  ])
  return assignments + pages > 0
}

/**
 * Returns up to nine pictures for each candidate of a task that the rater is rating, in the order shown. For a page
 * asked class first: pictures that show its class, then pictures that do not. Returns none once the lease has expired.
 */
export async function readClassExamples(
  actor: Actor,
  { slug, assignmentId }: { slug: string; assignmentId: number },
): Promise<ClassExamples> {
  const { projectId, raterId } = await accessAsRater(actor, slug)
  const page = await findPageAssignment({ projectId, raterId, pageId: assignmentId })
  const of = page?.assignmentId ?? assignmentId
  const rows = await findClassExamples({ projectId, raterId, assignmentId: of, limit: examplesPerClass })
  if (rows.length === 0) {
    // The lease may have expired while the task was on the screen.
    if (await hasHeld({ projectId, raterId, assignmentId })) return { candidates: [] }
    throw notFound('assignment')
  }
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
