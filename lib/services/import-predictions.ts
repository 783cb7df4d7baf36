import { analyzeTables } from '@/lib/db/analyze-tables'
import { withCopySession } from '@/lib/db/copy-session'
import { insertAuditEvent } from '@/lib/db/insert-audit-event'
import { findPredictionScope, insertModel, linkProposingModel, writePredictions } from '@/lib/db/write-predictions'
import type { Actor } from '@/lib/domain/permissions'
import { AppError } from '@/lib/errors'
import type { ImagePrediction, PredictionScoreKind } from '@/lib/formats/image-prediction'
import { readPredictions } from '@/lib/formats/predictions'
import { guardProject } from './guard-project'
import type { ProgressHooks } from './progress'

export interface PredictionsInput {
  slug: string
  /** The model's name in the project. */
  model: string
  /** A JSON list of top-1 classes by position, or JSON lines with the top classes of each image. */
  path: string
  /** Whether these take the place of a model of that name. */
  replace?: boolean
}

export interface ImportedPredictions {
  modelId: number
  model: string
  scoreKind: PredictionScoreKind | null
  images: number
  predictions: number
  /** Candidates that this model proposes: their class is among its predictions for their image. */
  proposedCandidates: number
  isReplaced: boolean
}

const longestName = 200

function checkName(model: string) {
  if (model.trim() === model && model.length > 0 && model.length <= longestName && !/\p{Cc}/u.test(model)) return
  const rule = `1 to ${longestName} characters without blanks at either end`
  throw new AppError('invalid-input', `“${model}” is no name for a model: use ${rule}.`, { model: `must be ${rule}` })
}

const taken = (model: string) =>
  new AppError(
    'conflict',
    `The project has a model “${model}” already. Choose another name, or put these predictions in its place with --replace.`,
    { model: 'is taken' },
  )

/**
 * Adds a model with its predictions for every image of a project: the file is checked while it is read, and all of it is
 * written in one transaction, or nothing. Also notes which candidates the model proposes.
 */
export async function importPredictions(
  actor: Actor,
  { slug, model, path, replace = false }: PredictionsInput,
  { onProgress, signal }: ProgressHooks = {},
): Promise<ImportedPredictions> {
  const { project, userId } = await guardProject(actor, slug, 'admin')
  checkName(model)
  const made = await withCopySession(async (session) => {
    const scope = await findPredictionScope(session, project.id)
    if (scope.imageIds.length === 0)
      throw new AppError('conflict', 'The project has no images yet: import them before what models say of them.')
    const { scoreKind, images } = await readPredictions(path, scope)
    const added = await insertModel(session, { projectId: project.id, name: model, scoreKind, replace })
    if (!added) throw taken(model)

    const counts = { images: 0, predictions: 0 }
    async function* counted(): AsyncGenerator<ImagePrediction, void, undefined> {
      for await (const image of images) {
        yield image
        counts.images++
        counts.predictions += image.classes.length
        if (counts.images % 2_048 !== 0) continue
        signal?.throwIfAborted()
        onProgress?.('Writing predictions', counts.images, scope.imageIds.length)
      }
    }
    await writePredictions(session, { projectId: project.id, modelId: added.modelId, scope, images: counted() })
    signal?.throwIfAborted()
    onProgress?.('Writing predictions', counts.images, scope.imageIds.length)
    const proposedCandidates = await linkProposingModel(session, project.id, added.modelId)
    const outcome = { ...added, model, scoreKind, ...counts, proposedCandidates }
    await insertAuditEvent(session, {
      projectId: project.id,
      userId,
      action: 'project.import-predictions',
      details: outcome,
    })
    signal?.throwIfAborted()
    return outcome
  })
  await analyzeTables(['prediction', 'candidate_model'])
  return made
}
