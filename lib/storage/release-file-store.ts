import { createHash, randomUUID } from 'node:crypto'
import { type FileHandle, mkdir, open, readdir, readFile, rename, rm, stat } from 'node:fs/promises'
import path from 'node:path'
import { env } from '@/lib/env'
import { AppError } from '@/lib/errors'

/** Which file of which release. */
export interface ReleaseFileLocation {
  project: string
  version: string
  /** What makes the bytes what they are beside the format: the release's checksum, and how it is written. */
  edition: string
  fileName: string
}

export interface StoredReleaseFile {
  path: string
  byteSize: number
  /** In hex. */
  sha256: string
}

const root = () => path.resolve(env.DATA_DIR ?? '.data', 'releases')
const dayMs = 86_400_000
const codeOf = (error: unknown) => (error as NodeJS.ErrnoException).code ?? ''

function checked(part: string): string {
  if (!/^[\w-][\w.-]*$/.test(part)) throw new TypeError('This is not a valid location of a release file.')
  return part
}

const folderOfProject = (project: string) => path.join(root(), checked(project))

function folderOf({ project, version, edition, fileName }: ReleaseFileLocation): string {
  checked(fileName)
  return path.join(folderOfProject(project), checked(version), checked(edition))
}

const noteOf = (location: ReleaseFileLocation) => path.join(folderOf(location), `${location.fileName}.json`)

/**
 * Where the bytes of a file lie. They are named after their checksum: when two processes make one file at once, each notes
 * the bytes that it has written itself, and the later note stands.
 */
const bytesOf = (location: ReleaseFileLocation, sha256: string) =>
  path.join(folderOf(location), `${sha256}-${location.fileName}`)

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

/** A file that was made before and is whole; null when it has to be made. */
export async function findReleaseFile(location: ReleaseFileLocation): Promise<StoredReleaseFile | null> {
  const text = await readFile(noteOf(location), 'utf8').catch((error: unknown) => {
    if (codeOf(error) === 'ENOENT') return null
    throw error
  })
  const note = text === null ? null : noteIn(text)
  if (!note) return null
  const found = await stat(bytesOf(location, note.sha256)).catch(() => null)
  return found?.size === note.byteSize ? { path: bytesOf(location, note.sha256), ...note } : null
}

async function writeAll(handle: FileHandle, bytes: Uint8Array) {
  for (let written = 0; written < bytes.length; )
    written += (await handle.write(bytes, written, bytes.length - written)).bytesWritten
}

/** Writes a file that takes its name only when it is whole and on the disk. Whatever goes wrong leaves nothing behind. */
async function writeWhole(
  folder: string,
  nameOf: (sha256: string) => string,
  pieces: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
): Promise<StoredReleaseFile> {
  const partial = path.join(folder, `.${randomUUID()}.partial`)
  const hash = createHash('sha256')
  let byteSize = 0
  try {
    const handle = await open(partial, 'wx', 0o600)
    try {
      for await (const piece of pieces) {
        hash.update(piece)
        byteSize += piece.length
        await writeAll(handle, piece)
      }
      await handle.sync()
    } finally {
      await handle.close()
    }
    const sha256 = hash.digest('hex')
    await rename(partial, nameOf(sha256))
    return { path: nameOf(sha256), byteSize, sha256 }
  } catch (error) {
    await rm(partial, { force: true })
    if (['ENOSPC', 'EDQUOT'].includes(codeOf(error)))
      throw new AppError(
        'unavailable',
        'The server’s disk is full, so the file could not be written. Free some space and try again.',
      )
    throw error
  }
}

/** What processes that were killed have left; a file that is being made is younger. */
async function removeLeftovers(folder: string) {
  for (const name of await readdir(folder)) {
    if (!name.endsWith('.partial')) continue
    const found = await stat(path.join(folder, name)).catch(() => null)
    if (found && Date.now() - found.mtimeMs > dayMs) await rm(path.join(folder, name), { force: true })
  }
}

/** Keeps the bytes of a file with their checksum, and forgets an earlier making whose bytes differ. */
export async function storeReleaseFile(
  location: ReleaseFileLocation,
  bytes: AsyncIterable<Uint8Array>,
): Promise<StoredReleaseFile> {
  const folder = folderOf(location)
  await mkdir(folder, { recursive: true, mode: 0o700 })
  await removeLeftovers(folder)
  const stored = await writeWhole(folder, (sha256) => bytesOf(location, sha256), bytes)
  const { sha256, byteSize } = stored
  await writeWhole(folder, () => noteOf(location), [Buffer.from(JSON.stringify({ sha256, byteSize }))])
  return stored
}

/** Removes all written files of a project's releases. */
export async function removeReleaseFiles(project: string): Promise<void> {
  await rm(folderOfProject(project), { recursive: true, force: true, maxRetries: 3 })
}
