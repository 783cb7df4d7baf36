import type { ImportedPredictions } from '@/lib/contracts/data/imported'
import type { Db } from '@/lib/db/client'
import { expectFilled, findFileScope, notImported, type SkippedImages } from '@/lib/db/data/import-scope'
import { findKeptModels } from '@/lib/db/data/project-data-query'
import {
  emptyModel,
  findModelForWrite,
  findPredictedImages,
  insertModel,
  type KnownModel,
  linkProposingModel,
  type ModelRow,
  noteComputation,
  touchModel,
  writePredictions,
} from '@/lib/db/data/write-predictions'
import type { CopySession } from '@/lib/db/session/copy-session'
import type { RowChecks } from '@/lib/db/session/copy-tables'
import { purposeProblem } from '@/lib/domain/data/folder-proposal'
import { AppError, conflict, invalidInput } from '@/lib/errors'
import { ClassLookup } from '@/lib/formats/name-lookup'
import type { ImagePrediction, PredictionScoreKind } from '@/lib/formats/predictions/image-prediction'
import { readPredictions } from '@/lib/formats/predictions/predictions'
import { type ProgressHooks, reportProgress } from '@/lib/services/progress'

export interface PredictionsToWrite {
  model: string
  path: string
  /** `add`: to an existing model, for images without predictions. */
  mode?: 'new' | 'replace' | 'add'
  /** Whether the file may omit images; default for `add`. */
  isPartial?: boolean | undefined
  /** Kind of the scores in a matrix that does not specify it. */
  scoreKind?: PredictionScoreKind | undefined
  /** Classes to keep per row of a matrix. */
  top?: number
  /** Image names of a matrix that does not contain them. */
  fileList?: string | undefined
  /** Imported for scoring only: the model proposes no candidates and is not used as an annotator. */
  isScoredOnly?: boolean
  /** Images that the same import could not read; their predictions are skipped. */
  skipped?: SkippedImages | null
  /** By default the fastest that the database role may use. */
  checks?: RowChecks
  /** The model file with which the server computed them, for the audit trail and releases. */
  computedBy?: { file: string; sha256: string }
}

interface ModelTarget {
  model: string
  mode: 'new' | 'replace' | 'add'
  isScoredOnly: boolean
}

/** Returns the model that has the name, or null. Throws AppError if predictions cannot be written to it in this way. */
export async function checkTarget(
  on: Db | CopySession,
  projectId: number,
  { model, mode, isScoredOnly }: ModelTarget,
): Promise<KnownModel | null> {
  checkName(model)
  const known = await findModelForWrite(on, projectId, model)
  checkMode(model, mode, known)
  if (known) checkPurpose(model, known, isScoredOnly)
  return known
}

const maxNameLength = 200

function checkName(model: string) {
  if (model.trim() === model && model.length > 0 && model.length <= maxNameLength && !/\p{Cc}/u.test(model)) return
  const rule = `1 to ${maxNameLength} characters without spaces at either end`
  throw invalidInput(`“${model}” is not a valid model name: use ${rule}.`, {
    model: `must be ${rule}`,
  })
}

function checkMode(model: string, mode: ModelTarget['mode'], known: KnownModel | null) {
  if (mode === 'new' && known)
    throw conflict(
      `The project already has a model “${model}”. Choose another name, or choose to replace its predictions or to add those of further images (on the command line: --replace or --add; in the API: "mode": "replace" or "add").`,
      { model: 'is taken' },
    )
  if (mode === 'add' && !known)
    throw new AppError(
      'not-found',
      `The project has no model “${model}” to add to. Correct the name, or import it as a new model.`,
      { model: 'is not there' },
    )
}

function checkPurpose(model: string, known: KnownModel, isScoredOnly: boolean) {
  const problem = purposeProblem({ ...known, name: model }, isScoredOnly)
  if (problem) throw conflict(problem, { model: 'is taken' })
}

/** Kinds of scores cannot be ranked together, and the database stores one per model. */
function checkKind(model: string, known: KnownModel, scoreKind: PredictionScoreKind | null) {
  if (known.scoreKind === scoreKind) return
  const kind = (one: string | null) => (one === null ? 'no scores' : `a ${one} for each`)
  throw conflict(
    `The predictions of “${model}” have ${kind(known.scoreKind)}, but those to add have ${kind(scoreKind)}. Add predictions with the same kind of score, or replace them all.`,
  )
}

/**
 * Returns the number of the model to write to. A model whose predictions are replaced keeps the candidates that it
 * proposed if a launched batch names it, since it documents why raters were asked about them.
 */
async function modelFor(
  session: CopySession,
  known: KnownModel | null,
  model: ModelRow,
  isAdded: boolean,
): Promise<number> {
  if (!known) return insertModel(session, model)
  const { projectId, name, scoreKind } = model
  const modelId = known.id
  if (isAdded) checkKind(name, known, scoreKind)
  else {
    const keepsCandidates = (await findKeptModels(projectId, session)).has(modelId)
    await emptyModel(session, { projectId, modelId, scoreKind, keepsCandidates })
  }
  await touchModel(session, projectId, modelId)
  return modelId
}

/** Checks the file while reading it, and records the candidates that the model proposes. */
export async function writePredictionsOf(
  session: CopySession,
  projectId: number,
  {
    model,
    path,
    mode = 'new',
    isPartial = mode === 'add',
    isScoredOnly = false,
    checks,
    skipped,
    computedBy,
    ...matrix
  }: PredictionsToWrite,
  { onProgress, signal }: ProgressHooks = {},
): Promise<ImportedPredictions> {
  const known = await checkTarget(session, projectId, { model, mode, isScoredOnly })
  const scope = await findFileScope(session, projectId, skipped)
  expectFilled(scope, 'before the predictions')
  const isAdded = mode === 'add'
  const predicted = new Set(isAdded && known ? await findPredictedImages(session, projectId, known.id) : [])
  const taken = Uint8Array.from(scope.imageIds, (id) => Number(predicted.has(id)))
  const classes = new ClassLookup(scope.classes)
  const { scoreKind, images } = await readPredictions(
    path,
    { positionOf: scope.positionOf, classes, isPartial: isPartial || isAdded, taken },
    matrix,
  )
  const modelId = await modelFor(session, known, { projectId, name: model, scoreKind, isScoredOnly }, isAdded)

  const imageIds: number[] = []
  const counts = { images: 0, predictions: 0 }
  async function* counted(): AsyncGenerator<ImagePrediction, void, undefined> {
    for await (const image of images) {
      if (scope.imageIds[image.image] === notImported) continue
      yield image
      imageIds.push(scope.imageIds[image.image]!)
      counts.images++
      counts.predictions += image.classes.length
      if (counts.images % 2_048 !== 0) continue
      reportProgress({ onProgress, signal }, 'Writing predictions', counts.images, scope.imageIds.length)
    }
  }
  await writePredictions(session, { projectId, modelId, scope, images: counted(), checks })
  reportProgress({ onProgress, signal }, 'Writing predictions', counts.images, counts.images)
  if (computedBy)
    await noteComputation(session, { projectId, modelId, sha256: computedBy.sha256, images: counts.images })
  const linked = { projectId, modelId, imageIds: isAdded ? imageIds : null }
  const proposedCandidates = isScoredOnly ? 0 : await linkProposingModel(session, linked)
  const isReplaced = mode === 'replace' && known !== null
  return { modelId, model, scoreKind, ...counts, proposedCandidates, isReplaced, isAdded }
}
