import { listText } from '../list-text'
import { type FileRole, namesLabels, roleProblem } from './file-role'
import {
  type ChosenFile,
  classFolders,
  commonFolder,
  type ImportChoices,
  isPicture,
  type KnownData,
  type KnownModel,
  modelNameOf,
  pictureOutsideClassFolders,
  picturePaths,
  purposeProblem,
} from './folder-proposal'

interface PlannedPredictions {
  path: string
  fileList: string | null
  model: string
  mode: 'new' | 'replace' | 'add'
  isPartial: boolean
  /** For matrices only; other files specify it. */
  scoreKind?: 'probability' | 'logit'
}

/** Request to the server: see folderPlan in the contracts. */
export interface PlannedImport {
  classes: { from: 'file'; path: string } | { from: 'imagenet-1k' } | { from: 'folders' } | { from: 'labels' } | null
  images: { manifest: string | null } | null
  labels: { from: 'file'; path: string } | { from: 'folders' } | null
  /** Which classes to ask about for each image. */
  candidates: { from: 'file'; path: string } | null
  predictions: PlannedPredictions[]
}

export interface FolderPlanOutcome {
  plan: PlannedImport
  /** Required files and the paths under which they are sent. Other files are not sent. */
  files: Array<{ path: string; byteSize: number; sentAs: string }>
  problems: string[]
}

export const isMatrix = (path: string) => /\.np[yz]$/i.test(path)
const stem = (path: string) =>
  modelNameOf(path)
    .replace(/\.txt$/i, '')
    .toLowerCase()

/** Returns the file list of a matrix's name, or else the only one. */
function fileListFor(path: string, lists: readonly ChosenFile[]): ChosenFile | null {
  if (!isMatrix(path)) return null
  return lists.find((list) => stem(list.path).startsWith(stem(path))) ?? (lists.length === 1 ? lists[0]! : null)
}

/** A manifest refers to paths, so they are kept. Without one, pictures get a folder without other files. */
function sentPaths(pictures: readonly ChosenFile[], hasManifest: boolean): (file: ChosenFile) => string {
  if (hasManifest) return ({ path }) => path
  const root = commonFolder(pictures.map(({ path }) => path))
  const start = root === '' ? 0 : root.length + 1
  return (file) => (isPicture(file) ? `pictures/${file.path.slice(start)}` : `files/${file.path}`)
}

/** Returns the models that have predictions, if it was not chosen what new ones do to these. */
export const undecidedModels = (
  predictions: readonly Pick<PlannedPredictions, 'model' | 'mode'>[],
  { models }: KnownData,
): KnownModel[] =>
  models.filter(
    ({ name, isScoredOnly }) =>
      !isScoredOnly && predictions.some(({ model, mode }) => model === name && mode === 'new'),
  )

/** The server refuses new predictions for a name that is taken, and those of a model that is only scored. */
function takenNames(predictions: readonly PlannedPredictions[], known: KnownData): string[] {
  const taken = known.models.filter(({ name }) => predictions.some(({ model }) => model === name))
  const open = undecidedModels(predictions, known)
  const purposes = taken.flatMap((model) => purposeProblem(model, false) ?? [])
  if (open.length === 0) return purposes
  const names = listText(open.map(({ name }) => `“${name}”`))
  const [model, whose, it] = open.length === 1 ? ['a model', 'its', 'it'] : ['the models', 'their', 'them']
  return [
    ...purposes,
    `The project already has ${model} ${names}. Choose what happens to ${whose} predictions, or rename ${it}.`,
  ]
}

function planProblems({ classes, images, labels, candidates, predictions }: PlannedImport, known: KnownData): string[] {
  const needsClasses = known.classCount === 0 && !classes
  const needsImages = known.imageCount === 0 && !images
  const fix = 'add a file of classes, create them from labels or folder names, or use ImageNet-1k.'
  const found: [boolean, string][] = [
    [
      labels !== null && needsClasses,
      `Original labels refer to classes, but the project has none yet: ${fix} Or leave out the labels.`,
    ],
    [labels !== null && needsImages, 'Original labels refer to images, but the project has none yet: add images.'],
    [
      candidates !== null && (needsClasses || needsImages),
      'A list of candidates refers to images and classes, but the project has none yet: add them.',
    ],
    [predictions.length > 0 && needsClasses, `Predictions refer to classes, but the project has none yet: ${fix}`],
    [predictions.length > 0 && needsImages, 'Predictions refer to images, but the project has none yet: add images.'],
    [predictions.some(({ model }) => model === ''), 'Every model needs a name.'],
    [
      new Set(predictions.map(({ model }) => model)).size < predictions.length,
      'Two models have the same name. Rename one.',
    ],
  ]
  return [...found.flatMap(([applies, sentence]) => (applies ? sentence : [])), ...takenNames(predictions, known)]
}

export function labelSource(
  files: readonly ChosenFile[],
  roles: ImportChoices['roles'],
): { from: 'file'; file: ChosenFile } | { from: 'folders' } | null {
  const ofRole = (role: FileRole) => files.find((file) => !isPicture(file) && roles[file.path] === role)
  const manifest = ofRole('manifest')
  const file = ofRole('labels') ?? (manifest?.traits.hasLabels ? manifest : undefined)
  if (file) return { from: 'file', file }
  return !manifest && classFolders(picturePaths(files)).length > 0 ? { from: 'folders' } : null
}

/** Folders that may become classes: none if the project or a file has classes. */
export function folderClasses(
  files: readonly ChosenFile[],
  roles: ImportChoices['roles'],
  { classCount }: KnownData,
): string[] {
  const isGiven = files.some((file) => !isPicture(file) && roles[file.path] === 'classes')
  if (classCount > 0 || isGiven || labelSource(files, roles)?.from !== 'folders') return []
  return classFolders(picturePaths(files))
}

/** The picture that prevents classes from folder names; null if they are offered, or come from another source. */
export function folderClassObstacle(
  files: readonly ChosenFile[],
  roles: ImportChoices['roles'],
  { classCount }: KnownData,
): string | null {
  const isGiven = files.some(({ path }) => roles[path] === 'classes' || roles[path] === 'manifest')
  if (classCount > 0 || isGiven || labelSource(files, roles)) return null
  return pictureOutsideClassFolders(picturePaths(files))
}

/** Whether classes can be created from label names: only if neither the project nor a file has classes. */
export function canMakeLabelClasses(
  files: readonly ChosenFile[],
  roles: ImportChoices['roles'],
  { classCount }: KnownData,
): boolean {
  const isGiven = files.some((file) => !isPicture(file) && roles[file.path] === 'classes')
  const source = labelSource(files, roles)
  return classCount === 0 && !isGiven && source?.from === 'file' && namesLabels(source.file.traits)
}

function classesWithoutFile(
  files: readonly ChosenFile[],
  choices: ImportChoices,
  known: KnownData,
): PlannedImport['classes'] {
  if (choices.takesImagenet) return { from: 'imagenet-1k' }
  if (choices.takesFolderClasses && folderClasses(files, choices.roles, known).length > 0) return { from: 'folders' }
  const takesLabels = choices.takesLabelClasses && choices.takesLabels
  return takesLabels && canMakeLabelClasses(files, choices.roles, known) ? { from: 'labels' } : null
}

export function folderPlanOf(
  files: readonly ChosenFile[],
  choices: ImportChoices,
  known: KnownData,
): FolderPlanOutcome {
  const pictures = files.filter(isPicture)
  const ofRole = (role: FileRole) => files.filter((file) => !isPicture(file) && choices.roles[file.path] === role)
  const problems: string[] = []
  const single = (role: FileRole, what: string) => {
    const found = ofRole(role)
    if (found.length > 1) problems.push(`Only one ${what} at a time: remove ${found.length - 1}.`)
    return found[0] ?? null
  }
  const manifest = single('manifest', 'manifest')
  const zip = single('zip', 'zip of images')
  if (zip && (manifest || pictures.length > 0))
    problems.push('A zip cannot be combined with images or a manifest. Remove one of them.')
  const classFile = single('classes', 'file of classes')
  single('labels', 'file of original labels')
  const candidates = single('candidates', 'list of candidates')
  const source = choices.takesLabels ? labelSource(files, choices.roles) : null
  const sentAs = sentPaths(pictures, manifest !== null)
  const lists = ofRole('file-list')
  const used = new Set<ChosenFile>(pictures)
  const use = (file: ChosenFile) => {
    used.add(file)
    return sentAs(file)
  }
  const fileOf = (file: ChosenFile | null) => file && ({ from: 'file', path: use(file) } as const)
  if (zip) use(zip)

  const predictions = ofRole('predictions').map((file): PlannedPredictions => {
    const { path } = file
    const model = (choices.modelNames[path] ?? modelNameOf(path)).trim()
    const list = fileListFor(path, lists)
    return {
      path: use(file),
      fileList: list ? use(list) : null,
      model,
      mode: (known.models.some(({ name }) => name === model) && choices.modes[path]) || 'new',
      isPartial: choices.isPartial,
      ...(isMatrix(path) && choices.matrixKind ? { scoreKind: choices.matrixKind } : {}),
    }
  })
  const plan: PlannedImport = {
    classes: fileOf(classFile) ?? classesWithoutFile(files, choices, known),
    images: manifest || zip || pictures.length > 0 ? { manifest: manifest ? use(manifest) : null } : null,
    candidates: fileOf(candidates),
    labels: source?.from === 'file' ? { from: 'file', path: use(source.file) } : source,
    predictions,
  }
  const misfits = [...used].flatMap(({ path, traits }) => {
    const role = choices.roles[path]
    const problem = role ? roleProblem(traits, role) : null
    return problem === null ? [] : `${path}: ${problem}`
  })
  return {
    plan,
    files: files
      .filter((file) => used.has(file))
      .map((file) => ({ path: file.path, byteSize: file.byteSize, sentAs: sentAs(file) })),
    problems: [...problems, ...misfits, ...planProblems(plan, known)],
  }
}

export const isEmptyPlan = ({ classes, images, labels, candidates, predictions }: PlannedImport) =>
  !classes && !images && !labels && !candidates && predictions.length === 0
