import type { GoldenUseCounts, GoldenUseInput, GoldenUsePage } from '@/lib/contracts/quality'
import type { Db } from '@/lib/db/client'
import { countControlTasks, setGoldenUses } from '@/lib/db/quality/golden-use-query'
import { pageOf } from '@/lib/domain/page-of'
import type { Actor } from '@/lib/domain/permissions'
import { byImage, hasBothKinds } from '@/lib/domain/quality/control-task-pieces'
import type { GoldenUse } from '@/lib/domain/quality/control-task-plan'
import { drawnUses } from '@/lib/domain/quality/quality-use-draw'
import { AppError, invalidInput } from '@/lib/errors'
import { permutation, seededRandom } from '@/lib/numeric/seeded-random'
import { changeUnlocked, guardProject } from '@/lib/services/access/guard-project'
import { findGoldenUses, goldenUseCounts } from './golden-use-counts'
import { qualitySettingsOf, refuseMissingTest } from './quality-settings'
import { writeControlTasks } from './write-control-tasks'

const pageSize = 120

export async function readGoldenUses(
  actor: Actor,
  { slug, page, use }: { slug: string; page: number; use?: GoldenUse | undefined },
): Promise<GoldenUsePage> {
  const { projectId } = await guardProject(actor, slug, 'admin')
  const uses = await findGoldenUses(projectId)
  const { images, truth } = uses
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
    counts: await goldenUseCounts(projectId, uses),
    unknownImages: images.length - usable.length,
    images: wanted.slice(offset, offset + pageSize),
    ...paging,
  }
}

/**
 * Sets the use of golden images, and makes the control tasks that it needs. Tasks of the previous use stay with raters
 * who hold them and are offered to nobody else. Throws if a required test would have too few tasks.
 */
export const setGoldenUse = (
  actor: Actor,
  { slug, input }: { slug: string; input: GoldenUseInput },
): Promise<GoldenUseCounts> =>
  changeUnlocked(actor, slug, async ({ tx, projectId, audit }) => {
    const before = (await countControlTasks(projectId, tx)).find(({ use }) => use === 'test')?.tasks ?? 0
    const uses = await wantedUses(projectId, input, tx)
    if ((await setGoldenUses(projectId, uses, tx)) < uses.length)
      throw new AppError('not-found', 'One of these images is no longer golden. Nothing was changed. Reload the page.')
    const written = await writeControlTasks(projectId, tx)
    const after = await goldenUseCounts(projectId, await findGoldenUses(projectId, tx), tx)
    // Under the project's lock, since another admin may just have required the test.
    const { quality } = await tx.project.findUniqueOrThrow({ where: { id: projectId }, select: { quality: true } })
    // A change is allowed if a test that already lacks tasks does not lose more.
    if (after.tasks.test < before) refuseMissingTest(qualitySettingsOf(quality).qualification, after, 'test')
    await audit('quality.golden-use', { ...input, ...written })
    return after
  })

async function wantedUses(
  projectId: number,
  input: GoldenUseInput,
  db: Db,
): Promise<{ imageId: number; use: GoldenUse }[]> {
  if (input.kind === 'chosen') return [...new Set(input.imageIds)].map((imageId) => ({ imageId, use: input.use }))
  const { training, test, seed } = input
  const { images, truth } = await findGoldenUses(projectId, db)
  const labelsOf = byImage(truth)
  const drawable = images.filter(({ imageId }) => labelsOf.has(imageId))
  const isTestable = drawable.map(({ imageId }) => hasBothKinds(labelsOf.get(imageId) ?? []))
  if (training + test > drawable.length)
    throw invalidInput(`${training + test} images cannot be assigned: experts have answered only ${drawable.length}.`, {
      test: `At most ${drawable.length} for training and test together.`,
    })
  const testable = isTestable.filter(Boolean).length
  if (test > testable) {
    const message = `A test needs images with labels that apply and labels that do not. There are ${testable}: at most ${testable} for the test.`
    throw invalidInput(message, { test: message })
  }
  const uses = drawnUses(permutation(seededRandom(seed), drawable.length), { training, test }, isTestable)
  return drawable.map(({ imageId }, index) => ({ imageId, use: uses[index]! }))
}
