import { groupBy } from '../group-by'
import { baseOf, type FileRole, type FileTraits, isFromOtherTool, listsClasses, roleProblem } from './file-role'

/** A file that the user chose, before anything is sent. */
export interface ChosenFile {
  /** Relative to the chosen folder, separated by “/”. */
  path: string
  byteSize: number
  traits: FileTraits
}

export interface KnownModel {
  name: string
  /** Whether it is only evaluated and proposes no labels. */
  isScoredOnly: boolean
}

export interface KnownData {
  imageCount: number
  classCount: number
  models: readonly KnownModel[]
}

/** Says why a model cannot get predictions for this purpose: one that proposed labels cannot be scored as if it had not. */
export function purposeProblem({ name, isScoredOnly }: KnownModel, isForScoring: boolean): string | null {
  if (isScoredOnly === isForScoring) return null
  return isScoredOnly
    ? `“${name}” was added for scoring only. Use another name for the model that proposes labels, or delete that one first.`
    : `“${name}” already proposes labels in this project and is scored automatically. Use another name for the model to be scored.`
}

export interface ImportChoices {
  /** Role of each file except pictures, by path; null leaves it out. */
  roles: Record<string, FileRole | null>
  /** Adds the built-in classes first. */
  takesImagenet: boolean
  /** Creates classes from folder names, if the project has none and each folder may be a class. */
  takesFolderClasses: boolean
  /** Creates a class per label, if neither the project nor a file has classes. */
  takesLabelClasses: boolean
  /** Imports original labels, if the files have any. */
  takesLabels: boolean
  modelNames: Record<string, string>
  /** What to do with an existing model of that name, by path. Undecided if missing or null. */
  modes: Record<string, 'replace' | 'add' | null>
  isPartial: boolean
  /** Kind of the scores in matrices; null takes it from the name of the array. */
  matrixKind: 'probability' | 'logit' | null
}

const folderOf = (path: string) => path.slice(0, Math.max(0, path.lastIndexOf('/')))

export const isPicture = ({ traits }: ChosenFile) => traits.role === 'picture'

export const picturePaths = (files: readonly ChosenFile[]): string[] => files.filter(isPicture).map(({ path }) => path)

/** Model name from a file: “mobilenet-v2-1.0” from “predictions/mobilenet-v2-1.0.jsonl”. */
export const modelNameOf = (path: string) =>
  baseOf(path)
    .replace(/\.(jsonl|ndjson|json|csv|tsv|npz|npy)$/i, '')
    .trim()
    .slice(0, 200) || 'model'

/** The deepest folder that contains all paths; empty if there is none. */
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

/** Other roles a file may have if the user chose so: one class per image is a label or a prediction. */
const alsoTakenAs: Partial<Record<FileRole, readonly FileRole[]>> = {
  labels: ['predictions', 'manifest', 'candidates'],
  predictions: ['labels'],
}

/** The chosen role if the file can have it, otherwise the recognized one. */
export function effectiveRole({ traits }: ChosenFile, as: FileRole): FileRole | null {
  if (traits.role === null) return as === 'picture' ? null : as
  return alsoTakenAs[as]?.includes(traits.role) && roleProblem(traits, as) === null ? as : traits.role
}

/** The folder of each picture, by its path below the folder that contains all of them. */
function foldersBelowRoot(pictures: readonly string[]): string[] {
  const root = commonFolder(pictures)
  return pictures.map((path) => folderOf(path).slice(root === '' ? 0 : root.length + 1))
}

const isTopFolder = (folder: string) => folder !== '' && !folder.includes('/')

/** Names of sibling folders that contain all pictures, as in a folder per class; empty for other layouts. */
export function classFolders(pictures: readonly string[]): string[] {
  const folders = new Set(foldersBelowRoot(pictures))
  const isSideBySide = folders.size > 1 && [...folders].every(isTopFolder)
  return isSideBySide ? [...folders] : []
}

/** A picture that prevents one folder per class, as it is above or below the other folders; null if there is none. */
export function pictureOutsideClassFolders(pictures: readonly string[]): string | null {
  const folders = foldersBelowRoot(pictures)
  if (new Set(folders).size < 2) return null
  return pictures[folders.findIndex((folder) => !isTopFolder(folder))] ?? null
}

/** Folder names that are not classes: splits of a data set, kinds of files, numbers and dates. */
const otherFolder =
  /^(train(ing)?|val(id(ation)?)?|test(ing)?|dev|eval(uation)?|(images?|imgs?|pictures?|photos?|labels?|jpe?gs?|pngs?|webp|raw|part|batch|day|week|camera|cam|export|upload)[-_. ]?\d*|[\d-_. ]+)$/i

/** Whether folder names are clearly classes. */
const areClassNames = (folders: readonly string[]): boolean =>
  folders.length > 0 && !folders.some((folder) => otherFolder.test(folder))

export function importChoices(files: readonly ChosenFile[], known: KnownData): ImportChoices {
  const others = files.filter((file) => !isPicture(file))
  const ofRole = (role: FileRole) => others.filter(({ traits }) => traits.role === role)
  const hasNoClasses = known.classCount === 0 && ofRole('classes').length === 0
  const withClasses = others.find(({ traits }) => hasNoClasses && listsClasses(traits))
  const needsClasses = hasNoClasses && withClasses === undefined
  const pictures = picturePaths(files)
  const named = [...ofRole('labels'), ...ofRole('manifest').filter(({ traits }) => traits.hasLabels)]
  // A candidate list refers to existing classes. If there will be none, it must contain labels.
  const isForLabels =
    needsClasses &&
    named.length === 0 &&
    (pictures.length > 0 || known.imageCount > 0) &&
    !areClassNames(classFolders(pictures))
  const isLabels = ({ traits: { role } }: ChosenFile) => role === 'candidates' && isForLabels
  const labelFiles = [...named, ...others.filter(isLabels)]
  const folders = labelFiles.length === 0 ? classFolders(pictures) : []
  const areWordnetIds = folders.length > 0 && folders.every((folder) => /^n\d{8}$/.test(folder))
  const filesNamingClasses = [...labelFiles, ...ofRole('predictions').filter(({ path }) => !/\.np[yz]$/i.test(path))]
  const names = new Set<string>()
  const modelNames: Record<string, string> = {}
  for (const { path } of ofRole('predictions')) {
    let name = modelNameOf(path)
    for (let number = 2; names.has(name); number++) name = `${modelNameOf(path)} ${number}`
    names.add(name)
    modelNames[path] = name
  }
  const takesImagenet =
    needsClasses &&
    (filesNamingClasses.length > 0 || areWordnetIds) &&
    filesNamingClasses.every(({ traits }) => traits.isLikeImagenet)
  const takesFolderClasses = needsClasses && !takesImagenet && ofRole('manifest').length === 0 && areClassNames(folders)
  return {
    roles: Object.fromEntries(
      others.map((file) => [
        file.path,
        file === withClasses ? 'classes' : isLabels(file) ? 'labels' : file.traits.role,
      ]),
    ),
    takesImagenet,
    takesFolderClasses,
    // Predictions may name classes by numbers that only their model knows.
    takesLabelClasses: needsClasses && !takesImagenet && ofRole('predictions').length === 0,
    // Without classes to compare with, folders may be anything, such as years.
    takesLabels: labelFiles.length > 0 || areWordnetIds || takesFolderClasses || (folders.length > 0 && !needsClasses),
    modelNames,
    modes: {},
    isPartial: false,
    matrixKind: null,
  }
}

/** From this many unknown files in a folder, such as one per image, they are listed as one entry. */
const maxAlone = 3

/** Groups many unknown files of the same folder and extension, which then share a type. Other files stay single. */
export function filesOfOneType(files: readonly ChosenFile[]): ChosenFile[][] {
  const groups = groupBy(files, (file) => {
    const isKnown = file.traits.role !== null || isFromOtherTool(file.path, file.traits)
    return isKnown ? file.path : commonPath(file)
  })
  return [...groups.values()].flatMap((group) => (group.length > maxAlone ? [group] : group.map((file) => [file])))
}

/** Path pattern of a file's group: “labels/*.txt” from “labels/a.txt”. */
export const commonPath = ({ path }: ChosenFile) =>
  `${path.slice(0, path.lastIndexOf('/') + 1)}${baseOf(path).replace(/^.*(?=\.)/, '*')}`
