import type { GoldenUsePage } from '@/lib/contracts/quality'
import { prisma } from '@/lib/db/client'
import { findGoldenUseImages } from '@/lib/db/quality/golden-use-query'
import { pageOf } from '@/lib/domain/page-of'
import type { Actor } from '@/lib/domain/permissions'
import type { GoldenUse } from '@/lib/domain/quality/quality-check-plan'
import { guardProject } from '@/lib/services/access/guard-project'
import { findGoldenTruth } from '@/lib/services/golden/find-golden-truth'
import { goldenUseCounts } from './golden-use-counts'

const pageSize = 120

export async function readGoldenUses(
  actor: Actor,
  { slug, page, use }: { slug: string; page: number; use?: GoldenUse | undefined },
): Promise<GoldenUsePage> {
  const { projectId } = await guardProject(actor, slug, 'admin')
  const [images, truth, counts] = await Promise.all([
    findGoldenUseImages(projectId, prisma),
    findGoldenTruth(projectId),
    goldenUseCounts(projectId, prisma),
  ])
  const known = new Map<number, { pairs: number; labels: number }>()
  for (const { imageId, holds } of truth) {
    const { pairs, labels } = known.get(imageId) ?? { pairs: 0, labels: 0 }
    known.set(imageId, { pairs: pairs + 1, labels: labels + (holds ? 1 : 0) })
  }
  const usable = images.flatMap((image) => {
    const found = known.get(image.imageId)
    return found ? [{ ...image, ...found }] : []
  })
  const wanted = use ? usable.filter((image) => image.use === use) : usable
  const { offset, ...paging } = pageOf(wanted.length, page, pageSize)
  return {
    counts,
    unknownImages: images.length - usable.length,
    images: wanted.slice(offset, offset + pageSize),
    ...paging,
  }
}
