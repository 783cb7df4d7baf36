import type { GoldenUseCounts } from '@/lib/contracts/quality'
import { type Db, prisma } from '@/lib/db/client'
import {
  countAskedGolden,
  countControlTasks,
  countTestLabels,
  findGoldenUseImages,
} from '@/lib/db/quality/golden-use-query'
import { byImage } from '@/lib/domain/quality/check-pieces'
import { findGoldenTruth } from '@/lib/services/golden/find-golden-truth'

/** Counts golden images of known truth and the tasks offered of them, by use. */
export async function goldenUseCounts(projectId: number, db: Db = prisma): Promise<GoldenUseCounts> {
  const [images, truth, tasks, asked, testLabels] = await Promise.all([
    findGoldenUseImages(projectId, db),
    findGoldenTruth(projectId, db),
    countControlTasks(projectId, db),
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
  for (const [imageId, labels] of byImage(truth)) {
    const use = useOf.get(imageId) ?? 'hidden'
    counts.images[use]++
    if (use !== 'test') continue
    if (!labels.some(({ holds }) => holds)) counts.testMissing.holds++
    if (labels.every(({ holds }) => holds)) counts.testMissing.holdsNot++
  }
  for (const { use, tasks: found } of tasks) counts.tasks[use] = found
  return counts
}
