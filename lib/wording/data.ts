import type { ImportedOnnxModel } from '@/lib/contracts/data/imported'
import type { AnswerColumn, AnswerFormatKey } from '@/lib/domain/data/answer-format'
import type { FileRole } from '@/lib/domain/data/file-role'
import type { PlannedImport } from '@/lib/domain/data/folder-plan'
import { listText } from '@/lib/domain/list-text'
import { counted, wholeNumber } from './number'

export const fileRoleWord: Record<FileRole, string> = {
  picture: 'Image',
  zip: 'Zip of images',
  manifest: 'Image manifest',
  classes: 'Classes',
  labels: 'Original labels',
  candidates: 'Candidates to ask about',
  predictions: 'Model predictions',
  'file-list': 'File names for a matrix',
}

const chosenAs: Partial<Record<FileRole, string>> = {
  picture: 'images',
  classes: 'classes',
  labels: 'original labels',
  predictions: 'model predictions',
}

/** Roles that belong to images. */
const ofImages: readonly FileRole[] = ['picture', 'zip', 'manifest']

/** Says which files have another role than the one they were chosen for. Null if none has. */
export function otherRoleWarning(
  files: readonly { path: string; role: FileRole | null }[],
  as: FileRole,
): string | null {
  const isMeant = (role: FileRole | null) =>
    role === as || (as === 'picture' && role !== null && ofImages.includes(role))
  const others = files.filter(({ role }) => !isMeant(role) && !(as === 'predictions' && role === 'file-list'))
  const [first] = others
  if (!first) return null
  const rest = others.length > 1 ? ` and ${counted(others.length - 1, 'other file')}` : ''
  const were = others.length > 1 ? 'were' : 'was'
  const is = first.role === null ? 'not recognized as that' : `recognized as: ${fileRoleWord[first.role].toLowerCase()}`
  return `${first.path}${rest} ${were} chosen as ${chosenAs[as]}, but ${is}. Check the types below before you import.`
}

/** Says which pictures are skipped because of their format, and what to do. */
export function unreadPicturesText(paths: readonly string[]): string {
  const shown = listText([...paths.slice(0, 3), ...(paths.length > 3 ? [`${paths.length - 3} more`] : [])])
  const left = `${counted(paths.length, 'image is', 'images are')} left out because of the format: ${shown}.`
  return `${left} Convert ${paths.length === 1 ? 'it' : 'them'} to JPEG, PNG or WebP first.`
}

/** Says which image prevents classes from folder names, and what to do. */
export const folderClassObstacleText = (path: string): string =>
  `Classes cannot be created from folder names, because ${path} is not in a class folder like the other images. Class folders are side by side and contain the images directly, such as cat/1.jpg and dog/2.jpg. Move or remove such images and choose the folder again, or import a file of labels.`

/** Says that models among other data are not part of their import, and how to run them. */
export const modelsNotRunText = (paths: readonly string[]): string =>
  paths.length === 1
    ? `${paths[0]} is a model and is not imported here. Run it with “Run a model” after this import.`
    : `${counted(paths.length, 'file')} are models and are not imported here. Run them one at a time with “Run a model” after this import.`

export const anotherImportMessage = 'Another import is running. You can start this one when it is finished.'

/** Says what must be imported before models can be run or added; null if nothing is missing. */
export function missingForModels(
  { storedImages, labelableClasses }: { storedImages: number; labelableClasses: number },
  what: 'run a model' | 'run or add models',
): string | null {
  const missing = [storedImages === 0 && 'image files', labelableClasses === 0 && 'classes'].filter(Boolean)
  return missing.length > 0 ? `To ${what}, first import ${missing.join(' and ')}.` : null
}

/** Names the first files that were not imported; null if there are none. */
export function ignoredWords(ignored: { count: number; names: readonly string[] } | null): string | null {
  if (!ignored) return null
  const { count, names } = ignored
  const more = count > names.length ? [`${wholeNumber(count - names.length)} more`] : []
  return `Ignored: ${listText([...names, ...more])}.`
}

/** Says which outputs of a model and which images were left out when the server ran the model. */
export const ignoredOutputsText = ({
  outputs,
  usedOutputs,
  withoutPicture,
}: Pick<ImportedOnnxModel, 'outputs' | 'usedOutputs' | 'withoutPicture'>): string[] => [
  ...(usedOutputs < outputs
    ? [
        `${wholeNumber(outputs - usedOutputs)} of the model’s ${counted(outputs, 'output')} ${outputs - usedOutputs === 1 ? 'is not a class' : 'are not classes'} of the project and ${outputs - usedOutputs === 1 ? 'was' : 'were'} ignored.`,
      ]
    : []),
  ...(withoutPicture > 0
    ? [
        `${counted(withoutPicture, 'image has no picture and no predictions', 'images have no picture and no predictions')}.`,
      ]
    : []),
]

/** Says how many added images the project had before; null if there are none. */
export const repeatedWords = (repeated: { count: number; name: string; earlierName: string } | null): string | null =>
  repeated &&
  `${counted(repeated.count, 'added image was', 'added images were')} already in the project under another name, such as ${repeated.name} as ${repeated.earlierName}.`

/** Says how many classes got other names than in their file; null if none did. */
export const renamedWords = (renamed: { count: number; name: string; newName: string } | null): string | null =>
  renamed &&
  `${counted(renamed.count, 'class was', 'classes were')} renamed because others have the same name, such as ${renamed.name} to ${renamed.newName}. To choose the names yourself, import the classes with a column display_name.`

interface PlanCounts {
  pictures: number
  hasCredits: boolean
  /** Number of folders that become classes. */
  folderClasses: number
}

function imageWords(images: NonNullable<PlannedImport['images']>, labels: PlannedImport['labels'], counts: PlanCounts) {
  const unknown = images.manifest ? 'the images in the manifest' : 'the images in the zip'
  const which = counts.pictures > 0 ? counted(counts.pictures, 'image') : unknown
  const extras = [labels ? 'labels' : '', counts.hasCredits ? 'credits' : ''].filter(Boolean)
  return extras.length > 0 ? `${which} with ${extras.join(' and ')}` : which
}

/** Describes a planned import: "1,000 images with labels and credits, the ImageNet-1k classes and 5 models". */
export function importPlanText(
  { classes, images, labels, candidates, predictions }: PlannedImport,
  counts: PlanCounts,
): string {
  const parts: string[] = []
  if (images) parts.push(imageWords(images, labels, counts))
  else if (labels) parts.push('original labels')
  if (classes?.from === 'folders') parts.push(`${counted(counts.folderClasses, 'class', 'classes')} from folder names`)
  else if (classes) parts.push(classes.from === 'imagenet-1k' ? 'the ImageNet-1k classes' : 'classes')
  if (candidates) parts.push('a list of candidates')
  if (predictions.length > 0) parts.push(counted(predictions.length, 'model'))
  return listText(parts)
}

export const answerFormatWord: Record<AnswerFormatKey, string> = {
  'raters-npz': 'raters.npz',
  huggingface: 'folder for Hugging Face',
  parquet: 'answers in Parquet',
  cvat: 'CVAT for images',
  'labels-by-file': 'labels-by-file.json',
  coco: 'COCO',
  'label-studio': 'Label Studio',
  'index-lists': 'class indices of each image',
  jsonl: 'answers in JSON Lines',
  'labels-csv': 'labels.csv',
  csv: 'answers in CSV',
  'image-list': 'list of images and classes',
}

export const answerColumnWord: Record<AnswerColumn, string> = {
  image: 'Image',
  rater: 'Rater',
  label: 'Class',
  answer: 'Answer',
  time: 'Time',
}
