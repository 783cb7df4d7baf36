import type { GoldenUseCounts } from '@/lib/contracts/quality'
import { type Db, prisma } from '@/lib/db/client'
import {
  countAskedGolden,
  countCheckTasks,
  countTestLabels,
  findGoldenUseImages,
} from '@/lib/db/quality/golden-use-query'
import { findGoldenTruth } from '@/lib/services/golden/find-golden-truth'

/** How many golden images whose truth is known serve each use, and how many tasks are offered of them. */
export async function goldenUseCounts(projectId: number, db: Db = prisma): Promise<GoldenUseCounts> {
  const [images, truth, tasks, asked, testLabels] = await Promise.all([
    findGoldenUseImages(projectId, db),
    findGoldenTruth(projectId, db),
    countCheckTasks(projectId, db),
    countAskedGolden(projectId, db),
    countTestLabels(projectId, db),
  ])
  const useOf = new Map(images.map(({ imageId, use }) => [imageId, use]))
  const counts: GoldenUseCounts = {
    images: { hidden: 0, training: 0, test: 0 },
    tasks: { hidden: 0, training: 0, test: 0 },
    asked,
    testLabels,
    testMissing: { holds: 0, holdsNot: 0 },
  }
  const kinds = new Map<number, Set<boolean>>()
  for (const { imageId, holds } of truth) kinds.set(imageId, (kinds.get(imageId) ?? new Set()).add(holds))
  for (const [imageId, found] of kinds) {
    const use = useOf.get(imageId) ?? 'hidden'
    counts.images[use]++
    if (use !== 'test') continue
    if (!found.has(true)) counts.testMissing.holds++
    if (!found.has(false)) counts.testMissing.holdsNot++
  }
  for (const { use, tasks: found } of tasks) counts.tasks[use] = found
  return counts
}
