import { open, stat } from 'node:fs/promises'
import path from 'node:path'
import { type FolderPlan, folderPlan } from '@/lib/contracts/data/import'
import { fileTraits, headBytes, isSystemFile, isTextFile } from '@/lib/domain/data/file-role'
import { folderPlanOf } from '@/lib/domain/data/folder-plan'
import { type ChosenFile, type ImportChoices, importChoices, type KnownData } from '@/lib/domain/data/folder-proposal'
import { codeOf, reasonOf } from '@/lib/file-system'
import { refuseBrokenName } from '@/lib/formats/file-tree'
import { FormatError } from '@/lib/formats/format-error'
import type { UploadedFiles } from '@/lib/services/data/uploads/uploads'
import { filesUnder } from '@/lib/storage/upload-store'

export interface DescribedFolder {
  files: UploadedFiles
  plan: FolderPlan
  /** Files that were not recognized or are not needed. */
  ignored: string[]
  /** What to change before the import, as sentences. */
  problems: string[]
}

async function headOf(file: string): Promise<string> {
  const handle = await open(file)
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(headBytes), 0, headBytes, 0)
    return buffer.toString('utf8', 0, bytesRead)
  } finally {
    await handle.close()
  }
}

/** Lists the files below a folder, without those that operating systems leave there. Throws FormatError. */
export async function readFolder(folder: string): Promise<UploadedFiles> {
  const paths = await filesUnder(folder).catch((cause: unknown) => {
    const [expected, fix] = ['a readable folder', 'Check the path and the read permissions.']
    const found = codeOf(cause) === 'ENOTDIR' ? 'a file' : reasonOf(cause)
    throw new FormatError(folder, 'the folder', { expected, found, fix })
  })
  for (const name of paths) refuseBrokenName(folder, name)
  return { folder, paths: paths.filter((name) => !isSystemFile(name)) }
}

async function chosenFiles(folder: string): Promise<ChosenFile[]> {
  const { paths } = await readFolder(folder)
  const chosen: ChosenFile[] = []
  for (const name of paths) {
    const file = path.join(folder, name)
    const head = isTextFile(name) ? await headOf(file) : null
    chosen.push({ path: name, byteSize: (await stat(file)).size, traits: fileTraits(name, head) })
  }
  return chosen
}

const needsClassFolders =
  'The folders cannot be used as classes. That needs at least two folders side by side that contain the images directly, such as cat/1.jpg and dog/2.jpg, and neither a manifest nor a file of labels.'

const nothingFound = ([first]: readonly ChosenFile[]) =>
  first
    ? `Nothing to import was found in the folder, only other files, such as ${first.path}. Images must be JPEG, PNG, WebP, AVIF or GIF.`
    : 'Nothing to import was found in the folder: it has no files.'

/**
 * Recognizes files by names and first bytes, as the browser does. `takesImagenet` adds the built-in classes and
 * `takesFolderClasses` creates classes from folder names, whatever the files suggest;
 * `knownMode` says what to do with models that the project has.
 */
export async function describeFolder(
  folder: string,
  known: KnownData,
  {
    takesImagenet = false,
    takesFolderClasses = false,
    isPartial = false,
    knownMode,
  }: {
    takesImagenet?: boolean | undefined
    takesFolderClasses?: boolean | undefined
    isPartial?: boolean | undefined
    knownMode?: 'replace' | 'add' | undefined
  } = {},
): Promise<DescribedFolder> {
  const chosen = await chosenFiles(folder)
  const proposed = importChoices(chosen, known)
  const choices: ImportChoices = {
    ...proposed,
    isPartial,
    takesImagenet: takesImagenet || (proposed.takesImagenet && !takesFolderClasses),
    takesFolderClasses: takesFolderClasses || (proposed.takesFolderClasses && !takesImagenet),
    takesLabelClasses: proposed.takesLabelClasses && !takesImagenet && !takesFolderClasses,
    takesLabels: takesFolderClasses || proposed.takesLabels,
    modes: Object.fromEntries(Object.keys(proposed.modelNames).map((name) => [name, knownMode ?? null])),
  }
  const { plan, files, problems } = folderPlanOf(chosen, choices, known)
  if (takesFolderClasses && plan.labels?.from !== 'folders') problems.push(needsClassFolders)
  if (files.length === 0 && plan.classes === null) problems.push(nothingFound(chosen))
  // The plan names files as an upload would; here they stay where they are.
  const original = new Map(files.map(({ path: name, sentAs }) => [sentAs, name]))
  const back = (sentAs: string) => original.get(sentAs) ?? sentAs
  const named = <Part extends { path: string }>(part: Part): Part => ({ ...part, path: back(part.path) })
  return {
    files: { folder, paths: chosen.map((file) => file.path) },
    plan: folderPlan.parse({
      classes: plan.classes?.from === 'file' ? named(plan.classes) : plan.classes,
      images: plan.images && { manifest: plan.images.manifest && back(plan.images.manifest) },
      labels: plan.labels?.from === 'file' ? named(plan.labels) : plan.labels,
      candidates: plan.candidates && named(plan.candidates),
      predictions: plan.predictions.map((one) => ({ ...named(one), fileList: one.fileList && back(one.fileList) })),
    }),
    ignored: chosen.filter(({ path: name }) => !files.some((file) => file.path === name)).map((file) => file.path),
    problems,
  }
}
