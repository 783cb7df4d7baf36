import { fileTraits, headBytes, isSystemFile, isTextFile } from '@/lib/domain/data/file-role'
import type { ChosenFile } from '@/lib/domain/data/folder-proposal'
import { isZip, onnxContentProblem, onnxPaths, onnxProblem, zipNames } from '@/lib/domain/data/onnx-files'

/** A local file, with its path in what was dropped or chosen. */
export interface LocalFile {
  path: string
  file: File
}

/** Largest number of text files whose beginning is read; further files are described by their names. */
const maxHeads = 500

const byName = new Intl.Collator('en', { numeric: true })

export const filesOfInput = (list: FileList | null): LocalFile[] =>
  Array.from(list ?? [], (file) => ({ path: file.webkitRelativePath || file.name, file }))

async function childrenOf(folder: FileSystemDirectoryEntry): Promise<FileSystemEntry[]> {
  const reader = folder.createReader()
  const all: FileSystemEntry[] = []
  for (;;) {
    // `readEntries` returns at most about a hundred entries per call, and none at the end.
    const some = await new Promise<FileSystemEntry[]>((resolve, reject) => reader.readEntries(resolve, reject))
    if (some.length === 0) return all
    all.push(...some)
  }
}

const isFolder = (entry: FileSystemEntry): entry is FileSystemDirectoryEntry => entry.isDirectory
const fileOf = (entry: FileSystemEntry) =>
  new Promise<File>((resolve, reject) => (entry as FileSystemFileEntry).file(resolve, reject))

/** Returns all dropped files, including those in folders. Must be called synchronously in the drop event. */
export async function filesOfDrop(transfer: DataTransfer): Promise<LocalFile[]> {
  const entries = Array.from(transfer.items, (item) => item.webkitGetAsEntry()).filter((entry) => entry !== null)
  if (entries.length === 0) return filesOfInput(transfer.files)
  const found: LocalFile[] = []
  const waiting = entries.reverse()
  for (let entry = waiting.pop(); entry; entry = waiting.pop()) {
    if (isFolder(entry)) waiting.push(...(await childrenOf(entry)).reverse())
    else found.push({ path: entry.fullPath.replace(/^\//, ''), file: await fileOf(entry) })
  }
  return found
}

/** Describes each file by its name and beginning, after removing files of the operating system. */
export async function describeFiles(
  files: readonly LocalFile[],
): Promise<{ local: LocalFile[]; chosen: ChosenFile[] }> {
  const local = files.filter(({ path }) => !isSystemFile(path)).sort((a, b) => byName.compare(a.path, b.path))
  let heads = 0
  const chosen: ChosenFile[] = []
  for (const { path, file } of local) {
    const isHeadRead = isTextFile(path) && heads++ < maxHeads
    const head = isHeadRead
      ? await file
          .slice(0, headBytes)
          .text()
          .catch(() => null)
      : null
    chosen.push({ path, byteSize: file.size, traits: fileTraits(path, head) })
  }
  return { local, chosen }
}

/** Larger than the file list of a zipped model. */
const tailBytes = 100_000
const bytesOf = async (part: Blob) => new Uint8Array(await part.arrayBuffer())

/** Returns the paths of the files, or of those in a zip if it is the only one and has few. */
export async function unzippedPaths(files: readonly LocalFile[]): Promise<string[]> {
  const paths = files.map(({ path }) => path)
  if (files.length !== 1 || !isZip(paths[0]!)) return paths
  return zipNames(await bytesOf(files[0]!.file.slice(-tailBytes))) ?? paths
}

/** Returns why the files cannot be run as a model, as far as their names and first bytes tell. */
export async function modelProblem(files: readonly LocalFile[]): Promise<string | null> {
  const paths = await unzippedPaths(files)
  const found = onnxPaths(paths)
  const model = 'problem' in found ? undefined : files.find(({ path }) => path === found.model)
  if (!model) return onnxProblem(paths)
  return onnxContentProblem(model.path, await bytesOf(model.file.slice(0, 64)))
}
