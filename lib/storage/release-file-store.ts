import { mkdir, readdir, readFile, rm, stat } from 'node:fs/promises'
import path from 'node:path'
import { nullIfMissing } from '@/lib/file-system'
import { dataPath } from './data-path'
import { removeLeftovers, type WrittenFile, writeDurableFile } from './durable-file'

export interface ReleaseFileLocation {
  project: string
  version: string
  /** What the bytes depend on besides the format: the release's checksum and the version of the writers. */
  edition: string
  fileName: string
}

export type StoredReleaseFile = WrittenFile

function checked(part: string): string {
  if (!/^[\w-][\w.-]*$/.test(part)) throw new TypeError('This is not a valid location of a release file.')
  return part
}

const folderOfProject = (project: string) => dataPath('releases', checked(project))

const pathIn = ({ project, version, edition, fileName }: ReleaseFileLocation, ...name: string[]) => {
  checked(fileName)
  return dataPath('releases', checked(project), checked(version), checked(edition), ...name)
}

const noteOf = (location: ReleaseFileLocation) => pathIn(location, `${location.fileName}.json`)

/**
 * Files are named after their checksum: if two processes write a file at once, each records the bytes that it wrote
 * itself, and the later record wins.
 */
const bytesOf = (location: ReleaseFileLocation, sha256: string) => pathIn(location, `${sha256}-${location.fileName}`)

function noteIn(text: string): { sha256: string; byteSize: number } | null {
  try {
    const note: unknown = JSON.parse(text)
    if (typeof note !== 'object' || note === null || !('sha256' in note) || !('byteSize' in note)) return null
    const { sha256, byteSize } = note
    return typeof sha256 === 'string' && /^[0-9a-f]{64}$/.test(sha256) && typeof byteSize === 'number'
      ? { sha256, byteSize }
      : null
  } catch {
    return null
  }
}

/** Returns an existing, complete file, or null. */
export async function findReleaseFile(location: ReleaseFileLocation): Promise<StoredReleaseFile | null> {
  const text = await nullIfMissing(readFile(noteOf(location), 'utf8'))
  const note = text === null ? null : noteIn(text)
  if (!note) return null
  const found = await stat(bytesOf(location, note.sha256)).catch(() => null)
  return found?.size === note.byteSize ? { path: bytesOf(location, note.sha256), ...note } : null
}

/** Stores a file with its checksum, and removes an earlier version with other bytes. */
export async function storeReleaseFile(
  location: ReleaseFileLocation,
  bytes: AsyncIterable<Uint8Array>,
): Promise<StoredReleaseFile> {
  const folder = pathIn(location)
  await mkdir(folder, { recursive: true, mode: 0o700 })
  await removeLeftovers(folder)
  const stored = await writeDurableFile(folder, (sha256) => bytesOf(location, sha256), bytes)
  const { sha256, byteSize } = stored
  await writeDurableFile(folder, () => noteOf(location), [Buffer.from(JSON.stringify({ sha256, byteSize }))])
  return stored
}

/** Returns the names of all files of a release, including those of earlier editions only. */
export async function listReleaseFileNames(project: string, version: string): Promise<string[]> {
  const folder = dataPath('releases', checked(project), checked(version))
  const notes = (await nullIfMissing(readdir(folder, { recursive: true }))) ?? []
  return notes.map((note) => path.basename(note, '.json'))
}

export async function removeReleaseFiles(project: string): Promise<void> {
  await rm(folderOfProject(project), { recursive: true, force: true, maxRetries: 3 })
}
