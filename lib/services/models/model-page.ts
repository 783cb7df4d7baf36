import { classScores } from '@/lib/contracts/models/model-score'
import type { ModelClassRow, ModelPage } from '@/lib/contracts/models/models-page'
import { findClassNames } from '@/lib/db/classes/class-query'
import { prisma } from '@/lib/db/client'
import { findModelEvaluation } from '@/lib/db/models/model-evaluation-rows'
import { type ModelView, modelsAddress } from '@/lib/domain/models/models-view'
import type { Actor } from '@/lib/domain/permissions'
import { notFound } from '@/lib/errors'
import { wilsonInterval } from '@/lib/numeric/wilson-interval'
import { guardProject } from '@/lib/services/access/guard-project'
import { byLabelCount, modelsOf } from './models-page'

export async function modelPage(
  actor: Actor,
  { slug, modelId, view }: { slug: string; modelId: number; view: ModelView },
): Promise<ModelPage> {
  const { project, projectId } = await guardProject(actor, slug, 'admin')
  const all = await modelsOf(project, { ...modelsAddress.initial, run: view.run, release: view.release })
  const model = all.models.find((one) => one.modelId === modelId) ?? (await unscored(projectId, modelId))
  const [figures, names] = await Promise.all([
    all.run ? findModelEvaluation(projectId, all.run.id, modelId) : null,
    findClassNames(projectId),
  ])
  const { run, unconfirmed, runs, releases, release, hasSimulated, originals } = all
  return {
    ...{ slug, run, unconfirmed, runs, releases, release, hasSimulated, originals, model },
    classes: classRows(figures, names),
    byLabelCount: byLabelCount([model], originals),
  }
}

async function unscored(projectId: number, modelId: number): Promise<ModelPage['model']> {
  const model = await prisma.model.findUnique({ where: { projectId_id: { projectId, id: modelId } } })
  if (!model) throw notFound('model')
  const { name, isScoredOnly } = model
  return {
    ...{ modelId, name, isScoredOnly, isAnnotator: false, isCurrent: false },
    figures: null,
    rank: null,
    originalRank: null,
  }
}

function classRows(figures: unknown, names: ReadonlyMap<number, string>): ModelClassRow[] {
  const parsed = classScores.safeParse((figures as { byClass?: unknown } | null)?.byClass)
  if (!parsed.success) return []
  const { classes, originalCount, originalRight, labelledCount, reassessedRight } = parsed.data
  return classes.map((index, position) => {
    const original = shareOf(originalRight[position]!, originalCount[position]!)
    const reassessed = shareOf(reassessedRight[position]!, labelledCount[position]!)
    return {
      index,
      name: names.get(index) ?? `class ${index}`,
      images: originalCount[position]!,
      original: original.share,
      originalInterval: original.interval,
      reassessed: reassessed.share,
      reassessedInterval: reassessed.interval,
      labelled: labelledCount[position]!,
      change: original.share === null || reassessed.share === null ? null : reassessed.share - original.share,
    }
  })
}

const shareOf = (right: number, count: number) =>
  count > 0 ? { share: right / count, interval: wilsonInterval(right, count) } : { share: null, interval: null }
