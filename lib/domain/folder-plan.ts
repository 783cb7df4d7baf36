import type { FileRole } from './file-role'
import { type ChosenFile, type ImportChoices, isPicture, type KnownData, modelNameOf } from './folder-proposal'

export interface PlannedPredictions {
  path: string
  fileList: string | null
  model: string
  mode: 'new' | 'replace' | 'add'
}

/** What is asked of the server: see folderPlan in the contracts. */
export interface PlannedImport {
  classes: { from: 'file'; path: string } | { from: 'imagenet-1k' } | null
  images: { manifest: string | null } | null
  labels: { from: 'file'; path: string } | { from: 'folders' } | null
  predictions: PlannedPredictions[]
}

export interface PlanOutcome {
  plan: PlannedImport
  /** The files that it needs; the others are not sent. */
  files: ChosenFile[]
  /** What has to be changed before it can start, each a sentence. */
  problems: string[]
}

const isMatrix = (path: string) => /\.np[yz]$/i.test(path)
const stem = (path: string) =>
  modelNameOf(path)
    .replace(/\.txt$/i, '')
    .toLowerCase()

/** The list of files that goes with a matrix: the one of its name, or else the only one. */
function fileListFor(path: string, lists: readonly string[]): string | null {
  if (!isMatrix(path) || lists.length === 0) return null
  return lists.find((list) => stem(list).startsWith(stem(path))) ?? (lists.length === 1 ? lists[0] : null)
}

/** What an import of chosen files does, and what keeps it from starting. */
export function folderPlanOf(files: readonly ChosenFile[], choices: ImportChoices, known: KnownData): PlanOutcome {
  const pictures = files.filter(isPicture)
  const others = files.filter((file) => !isPicture(file))
  const ofRole = (role: FileRole) => others.filter(({ path }) => choices.roles[path] === role)
  const [manifests, zips, classes, labels, predictions, lists] = (
    ['manifest', 'zip', 'classes', 'labels', 'predictions', 'file-list'] as const
  ).map(ofRole)
  const problems: string[] = []
  const single = (found: ChosenFile[], what: string) => {
    if (found.length > 1) problems.push(`Only one file of ${what} at a time: leave ${found.length - 1} out.`)
    return found[0] ?? null
  }

  const manifest = single(manifests, 'a manifest')
  const zip = single(zips, 'zipped pictures')
  if (zip && (manifest || pictures.length > 0))
    problems.push('A zip comes alone: leave it out, or the pictures and the manifest beside it.')
  const classFile = single(classes, 'classes')
  const labelFile = single(labels, 'original labels') ?? (manifest?.traits.hasLabels ? manifest : null)
  const takesFolders = choices.labelsFromFolders && !labelFile && pictures.length > 0

  const models = predictions.map(({ path }): PlannedPredictions => {
    const model = (choices.modelNames[path] ?? modelNameOf(path)).trim()
    const mode = known.models.includes(model) ? (choices.modes[path] ?? 'replace') : 'new'
    return {
      path,
      fileList: fileListFor(
        path,
        lists.map((list) => list.path),
      ),
      model,
      mode,
    }
  })
  const plan: PlannedImport = {
    classes: classFile
      ? { from: 'file', path: classFile.path }
      : choices.takesImagenet
        ? { from: 'imagenet-1k' }
        : null,
    images: manifest || zip || pictures.length > 0 ? { manifest: manifest?.path ?? null } : null,
    labels: labelFile ? { from: 'file', path: labelFile.path } : takesFolders ? { from: 'folders' } : null,
    predictions: models,
  }

  const hasClasses = known.classCount > 0 || plan.classes !== null
  const hasImages = known.imageCount > 0 || plan.images !== null
  if (plan.labels && !hasClasses)
    problems.push(
      'Original labels name classes, and the project has none yet: add a file of classes, or take ImageNet-1k.',
    )
  if (plan.labels && !hasImages)
    problems.push('Original labels belong to images, and the project has none yet: add the pictures.')
  if (models.length > 0 && !hasClasses)
    problems.push('Predictions name classes, and the project has none yet: add a file of classes, or take ImageNet-1k.')
  if (models.length > 0 && !hasImages)
    problems.push('Predictions belong to images, and the project has none yet: add the pictures.')
  if (models.some(({ model }) => model === '')) problems.push('Every model needs a name.')
  if (new Set(models.map(({ model }) => model)).size < models.length)
    problems.push('Two models have the same name: change one.')
  const used = new Set(
    [manifest, zip, classFile, labelFile, ...predictions]
      .flatMap((file) => (file ? [file.path] : []))
      .concat(models.flatMap(({ fileList }) => fileList ?? [])),
  )
  return { plan, files: files.filter((file) => isPicture(file) || used.has(file.path)), problems }
}

/** Whether a plan does anything. */
export const isEmptyPlan = ({ classes, images, labels, predictions }: PlannedImport) =>
  !classes && !images && !labels && predictions.length === 0
