import { type FileRole, type FileTraits, isCoco, roleProblem } from './file-role'

/** A file that was dropped or chosen, before anything of it is sent. */
export interface ChosenFile {
  /** In the folder that was chosen, separated by “/”. */
  path: string
  byteSize: number
  traits: FileTraits
}

/** What the project has already. */
export interface KnownData {
  imageCount: number
  classCount: number
  models: readonly string[]
}

/** What a person may still change before the import starts. */
export interface ImportChoices {
  /** What each file but the pictures is for, by its path; null: it is left out. */
  roles: Record<string, FileRole | null>
  /** Whether the built-in classes are brought in first. */
  takesImagenet: boolean
  /** Whether classes are made from the names of the folders, where the project has none and each folder may be a class. */
  takesFolderClasses: boolean
  /** Whether a class is made of each label that a file has, where the project has none and no file has some. */
  takesLabelClasses: boolean
  /** Whether original labels are brought in where the files have some. */
  takesLabels: boolean
  /** Names of the models, by the path of their file. */
  modelNames: Record<string, string>
  /** What happens to a model of that name, by the path of the file. */
  modes: Record<string, 'replace' | 'add'>
  /** Whether files of predictions may leave images out. */
  isPartial: boolean
  /** What the numbers of matrices are; null: as the name of the array says. */
  matrixKind: 'probability' | 'logit' | null
}

const baseOf = (path: string) => path.slice(path.lastIndexOf('/') + 1)
const folderOf = (path: string) => path.slice(0, Math.max(0, path.lastIndexOf('/')))

export const isPicture = ({ traits }: ChosenFile) => traits.role === 'picture'

/** Where the pictures among files lie. */
export const picturePaths = (files: readonly ChosenFile[]): string[] => files.filter(isPicture).map(({ path }) => path)

/** The name a model gets from its file: “mobilenet-v2-1.0” from “predictions/mobilenet-v2-1.0.jsonl”. */
export const modelNameOf = (path: string) =>
  baseOf(path)
    .replace(/\.(jsonl|ndjson|json|csv|tsv|npz|npy)$/i, '')
    .trim()
    .slice(0, 200) || 'model'

/** The deepest folder that all paths lie in; blank when they share none. */
export function commonFolder(paths: readonly string[]): string {
  let shared: string[] | null = null
  for (const path of paths) {
    const parts = folderOf(path).split('/')
    if (!shared) shared = parts
    let depth = 0
    while (depth < shared.length && shared[depth] === parts[depth]) depth++
    shared.length = depth
  }
  return shared?.join('/') ?? ''
}

/** What a file may be instead of what it seems, when it was chosen as that: a class for each image is a label or a guess. */
const alsoTakenAs: Partial<Record<FileRole, readonly FileRole[]>> = {
  labels: ['predictions', 'manifest', 'candidates'],
  predictions: ['labels'],
}

/** What a file is that was chosen as something: what it seems, unless it can be what it was chosen as. */
export function roleAs({ traits }: ChosenFile, as: FileRole): FileRole | null {
  if (traits.role === null) return as === 'picture' ? null : as
  return alsoTakenAs[as]?.includes(traits.role) && roleProblem(traits, as) === null ? as : traits.role
}

/** The names of the folders side by side that pictures lie in, as they do where a folder is a class; else none. */
export function classFolders(pictures: readonly string[]): string[] {
  const root = commonFolder(pictures)
  const folders = new Set(pictures.map((path) => folderOf(path).slice(root === '' ? 0 : root.length + 1)))
  const isSideBySide = folders.size > 1 && [...folders].every((folder) => folder !== '' && !folder.includes('/'))
  return isSideBySide ? [...folders] : []
}

/** Names of folders that split pictures up by something else: parts of a data set, kinds of files, numbers and dates. */
const otherFolder =
  /^(train(ing)?|val(id(ation)?)?|test(ing)?|dev|eval(uation)?|(images?|imgs?|pictures?|photos?|labels?|jpe?gs?|pngs?|webp|raw|part|batch|day|week|camera|cam|export|upload)[-_. ]?\d*|[\d-_. ]+)$/i

/** Whether folders of these names are plainly a class each. */
export const areClassNames = (folders: readonly string[]): boolean =>
  folders.length > 0 && !folders.some((folder) => otherFolder.test(folder))

/** What to do with files if nobody changes anything. */
export function importChoices(files: readonly ChosenFile[], known: KnownData): ImportChoices {
  const others = files.filter((file) => !isPicture(file))
  const ofRole = (role: FileRole) => others.filter(({ traits }) => traits.role === role)
  const hasNoClasses = known.classCount === 0 && ofRole('classes').length === 0
  const coco = others.find(({ traits }) => hasNoClasses && isCoco(traits))
  const needsClasses = hasNoClasses && coco === undefined
  const pictures = picturePaths(files)
  const named = [...ofRole('labels'), ...ofRole('manifest').filter(({ traits }) => traits.hasLabels)]
  // What to ask about is said in classes that are there. Where there will be none, such a list says what images show.
  const isForLabels =
    needsClasses &&
    named.length === 0 &&
    (pictures.length > 0 || known.imageCount > 0) &&
    !areClassNames(classFolders(pictures))
  const isLabels = ({ traits: { role } }: ChosenFile) => role === 'candidates' && isForLabels
  const labelFiles = [...named, ...others.filter(isLabels)]
  const folders = labelFiles.length === 0 ? classFolders(pictures) : []
  const areWordnetIds = folders.length > 0 && folders.every((folder) => /^n\d{8}$/.test(folder))
  const speakers = [...labelFiles, ...ofRole('predictions').filter(({ path }) => !/\.np[yz]$/i.test(path))]
  const names = new Set<string>()
  const modelNames: Record<string, string> = {}
  for (const { path } of ofRole('predictions')) {
    let name = modelNameOf(path)
    for (let number = 2; names.has(name); number++) name = `${modelNameOf(path)} ${number}`
    names.add(name)
    modelNames[path] = name
  }
  const takesImagenet =
    needsClasses && (speakers.length > 0 || areWordnetIds) && speakers.every(({ traits }) => traits.isLikeImagenet)
  const takesFolderClasses = needsClasses && !takesImagenet && ofRole('manifest').length === 0 && areClassNames(folders)
  return {
    roles: Object.fromEntries(
      others.map((file) => [file.path, file === coco ? 'classes' : isLabels(file) ? 'labels' : file.traits.role]),
    ),
    takesImagenet,
    takesFolderClasses,
    // Predictions may call classes by numbers that only their model knows.
    takesLabelClasses: needsClasses && !takesImagenet && ofRole('predictions').length === 0,
    // Folders may be anything, such as years, where neither classes nor their names say what they could mean.
    takesLabels: labelFiles.length > 0 || areWordnetIds || takesFolderClasses || (folders.length > 0 && !needsClasses),
    modelNames,
    modes: {},
    isPartial: false,
    matrixKind: null,
  }
}
