import type { AggregateInput } from '@/lib/contracts/runs/aggregation'
import { prisma } from '@/lib/db/client'
import { operator, type Role } from '@/lib/domain/permissions'
import { imagenetClassRows } from '@/lib/services/classes/imagenet-class-rows'
import { importRealVotes } from '@/lib/services/data/import-real-votes'
import { confirmRun } from '@/lib/services/runs/change-run'
import { runAggregation } from '@/lib/services/runs/run-aggregation'
import { addAccount } from './rating-project'
import { smallImageCount, smallRealVoteFiles } from './real-vote-files'
import { removeProject, temporarySlug } from './remove-project'

/** By majority unless a method is given. */
type RunInput = AggregateInput | Pick<AggregateInput, 'threshold' | 'bootstrap'>

/** The first classes of ImageNet, with all nodes above them: the others would take longer to write than everything else. */
async function fewClasses(projectId: number, projectRoot: string) {
  const all = await imagenetClassRows(projectId, projectRoot)
  const kept = new Set(Array.from({ length: 24 }, (_, id) => id))
  for (const id of kept) for (const [, child, parent] of all.parents) if (child === id) kept.add(Number(parent))
  return {
    classes: all.classes.filter(([, id]) => kept.has(Number(id))),
    parents: all.parents.filter(([, child]) => kept.has(Number(child))),
  }
}

/** Makes a project of 24 classes and twelve candidates on two rated images, three of them golden. */
export async function aggregatedProject() {
  const files = await smallRealVoteFiles()
  const slug = temporarySlug()
  await importRealVotes(operator, {
    slug,
    dataDir: files.folder,
    originalLabelsPath: files.file('labels.json'),
    projectRoot: process.cwd(),
    imageCount: smallImageCount,
    readClasses: fewClasses,
  })
  await files.remove()
  const { id } = await prisma.project.findUniqueOrThrow({ where: { slug } })
  return {
    slug,
    id,
    /** Creates a usable run: with three golden candidates it fails a check, so it is confirmed. */
    async aggregate(input?: RunInput) {
      const made = await this.aggregateOnly(input)
      await confirmRun(operator, { slug, runId: made.runId, reason: 'Twelve candidates are enough for a test.' })
      return made
    },
    /** Creates a run that fails a check and is not confirmed. */
    aggregateOnly: (input?: RunInput) =>
      runAggregation(operator, { slug, projectRoot: process.cwd(), method: 'majority', parameters: {}, ...input }),
    /** Returns the class indices of the labels that a run keeps for an image, rising. */
    async labelsOf(runId: number, image: { id: number } | { position: number }) {
      const kept = { where: { projectId: id, runId, image }, orderBy: { classId: 'asc' as const } }
      return (await prisma.runLabel.findMany({ ...kept, include: { class: true } })).map((row) => row.class.classIndex)
    },
    account: (role?: Role) => addAccount(id, role),
    remove: () => removeProject(slug),
  }
}
