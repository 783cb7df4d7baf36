import type { GoldenImagePage } from '@/lib/contracts/golden/golden'
import { prisma } from '@/lib/db/client'
import { findBlindImages, findGoldenSteps } from '@/lib/db/golden/golden-image-query'
import { goldenProgress, nextOpenImage } from '@/lib/domain/golden/golden-position'
import type { Actor } from '@/lib/domain/permissions'
import { guardProject } from '@/lib/services/access/guard-project'
import { topUpCandidates } from './open-golden-image'

const pageSize = 120

/** Returns a page of golden images in the expert's order, with their progress. */
export async function listGoldenImages(
  actor: Actor,
  { slug, page }: { slug: string; page: number },
): Promise<GoldenImagePage> {
  const { project, userId } = await guardProject(actor, slug, 'expert')
  const identity = userId && (await prisma.raterIdentity.findFirst({ where: { projectId: project.id, userId } }))
  const golden = await prisma.goldenImage.findMany({ where: { projectId: project.id }, select: { imageId: true } })
  // New models may have proposed classes for answered images, which are then open again.
  await topUpCandidates(
    project.id,
    golden.map(({ imageId }) => imageId),
  )
  const steps = await findGoldenSteps(project.id, identity ? identity.raterId : null)
  const pageCount = Math.max(1, Math.ceil(steps.length / pageSize))
  const held = Math.min(page, pageCount)
  const shown = steps.slice((held - 1) * pageSize, held * pageSize)
  const images = await findBlindImages(
    project.id,
    shown.map(({ imageId }) => imageId),
  )
  return {
    progress: goldenProgress(steps),
    images: shown.map((step) => {
      const { contentHash = null, credit = null, license = null } = images.get(step.imageId) ?? {}
      return { ...step, contentHash, credit, license }
    }),
    page: held,
    pageCount,
    nextImageId: steps.length === 0 ? null : nextOpenImage([...steps, { imageId: -1, state: 'done' }], steps.length),
  }
}
