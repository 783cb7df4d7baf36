import { type RaterImpact, storedImpact } from '@/lib/contracts/raters/rater-impact'
import { prisma } from '@/lib/db/client'
import { countVotes, findImpactNames } from '@/lib/db/raters/rater-query'
import { groupBy } from '@/lib/domain/group-by'
import { pageOf } from '@/lib/domain/page-of'
import type { Actor } from '@/lib/domain/permissions'
import { guardProject } from '@/lib/services/access/guard-project'

const imagesAPage = 24

/** Null if there is no measurement. */
export async function readRaterImpact(
  actor: Actor,
  { slug, raterId, runId, page }: { slug: string; raterId: number; runId: number; page: number },
): Promise<RaterImpact | null> {
  const { projectId } = await guardProject(actor, slug, 'admin')
  const [row, voteCountNow] = await Promise.all([
    prisma.raterImpact.findUnique({ where: { projectId_runId_raterId: { projectId, runId, raterId } } }),
    countVotes(projectId),
  ])
  const stored = storedImpact.safeParse(row?.changes)
  if (!row || !stored.success) return null
  const { rows, isOfRun, voteCount } = stored.data
  const images = [...groupBy(rows, ({ imageId }) => imageId)]
  const { offset, ...paging } = pageOf(images.length, page, imagesAPage)
  const shown = images.slice(offset, offset + imagesAPage)
  const names = await findImpactNames(projectId, {
    imageIds: shown.map(([imageId]) => imageId),
    classIds: [...new Set(shown.flatMap(([, changes]) => changes.map(({ classId }) => classId)))],
  })
  return {
    ...{ runId, gained: row.gained, lost: row.lost, imageCount: row.imageCount },
    measuredAt: row.createdAt.toISOString(),
    ...{ isOfRun, voteCount, voteCountNow, shownCount: rows.length, ...paging },
    images: shown.flatMap(([imageId, changes]) => {
      const image = names.images.get(imageId)
      if (!image) return []
      return {
        imageId,
        fileName: image.fileName,
        contentHash: image.contentHash,
        credit: image.credit,
        license: image.license,
        changes: changes.map(({ classId, isGained, before, after }) => ({
          ...{ name: names.classes.get(classId) ?? `Class ${classId}`, isGained, before, after },
        })),
      }
    }),
  }
}
