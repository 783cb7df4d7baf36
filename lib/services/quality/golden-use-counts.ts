import type { GoldenUseCounts } from '@/lib/contracts/quality'
import { type Db, prisma } from '@/lib/db/client'
import { countAskedGolden, countCheckTasks, findGoldenUseImages } from '@/lib/db/quality/golden-use-query'
import { findGoldenTruth } from '@/lib/services/golden/find-golden-truth'

/** How many golden images whose truth is known serve each use, and how many tasks are offered of them. */
export async function goldenUseCounts(projectId: number, db: Db = prisma): Promise<GoldenUseCounts> {
  const [images, truth, tasks, asked] = await Promise.all([
    findGoldenUseImages(projectId, db),
    findGoldenTruth(projectId, db),
    countCheckTasks(projectId, db),
    countAskedGolden(projectId, db),
  ])
  const useOf = new Map(images.map(({ imageId, use }) => [imageId, use]))
  const counts: GoldenUseCounts = {
    images: { hidden: 0, training: 0, test: 0 },
    tasks: { hidden: 0, training: 0, test: 0 },
    asked,
  }
  for (const imageId of new Set(truth.map((pair) => pair.imageId))) counts.images[useOf.get(imageId) ?? 'hidden']++
  for (const { use, tasks: found } of tasks) counts.tasks[use] = found
  return counts
}
