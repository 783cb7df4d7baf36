import type { GoldenUseCounts } from '@/lib/contracts/quality'
import { panelSettings } from '@/lib/contracts/recruitment'
import { type Db, prisma } from '@/lib/db/client'
import { findAskableLabels } from '@/lib/db/quality/askable-label-query'
import {
  countAskedGolden,
  countControlTasks,
  countTestLabels,
  findGoldenUseImages,
} from '@/lib/db/quality/golden-use-query'
import { byImage } from '@/lib/domain/quality/control-task-pieces'
import type { AskableLabels } from '@/lib/domain/quality/ineffective-settings'
import { findGoldenTruth } from '@/lib/services/golden/golden-truth'

/** Golden images with their uses, and the labels of known truth. */
export async function findGoldenUses(projectId: number, db: Db = prisma) {
  const [images, truth] = await Promise.all([findGoldenUseImages(projectId, db), findGoldenTruth(projectId, db)])
  return { images, truth }
}

type GoldenUses = Awaited<ReturnType<typeof findGoldenUses>>

/** Counts golden images of known truth and the tasks offered of them, by use. */
export async function goldenUseCounts(
  projectId: number,
  { images, truth }: GoldenUses,
  db: Db = prisma,
): Promise<GoldenUseCounts> {
  const [tasks, asked, testLabels] = await Promise.all([
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

/** Returns what raters can be asked about at most. `areQuestionsMade`: whether gold questions follow the truth. */
export async function askableLabels(
  projectId: number,
  { images, truth }: GoldenUses,
  areQuestionsMade: boolean,
): Promise<AskableLabels> {
  const panels = await prisma.panel.findMany({ where: { projectId, isOpen: true }, orderBy: { name: 'asc' } })
  const checked = new Set(images.flatMap(({ imageId, use }) => (use === 'hidden' ? [] : [imageId])))
  const golden = truth.map((label) => ({ ...label, isHidden: !checked.has(label.imageId) }))
  const visits = panels.flatMap(({ name, settings }) => {
    const tasks = panelSettings.safeParse(settings).data?.tasksPerVisit ?? null
    return tasks === null ? [] : [{ panel: name, tasks }]
  })
  return { ...(await findAskableLabels(projectId, golden, areQuestionsMade)), visits }
}
