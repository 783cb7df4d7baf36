import { constants } from 'node:fs'
import { type FileHandle, mkdir, open, readdir, rm, stat, truncate } from 'node:fs/promises'
import path from 'node:path'
import { AppError } from '@/lib/errors'
import { codeOf, hasNoSpace, nullIfMissing } from '@/lib/file-system'
import { dataPath } from './data-path'

/** Lists the plain files below a folder as relative paths separated by “/”. */
export async function filesUnder(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)).split(path.sep).join('/'))
    .sort()
}

const idPattern = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** Returns the folder of an upload. Throws TypeError for an invalid id, so that it never becomes a path. */
export function uploadFolder(uploadId: string): string {
  if (!idPattern.test(uploadId)) throw new TypeError('This is not a valid upload id.')
  return dataPath('uploads', uploadId)
}

function fileIn(uploadId: string, filePath: string): string {
  const folder = uploadFolder(uploadId)
  const file = path.join(folder, ...filePath.split('/'))
  // Paths are checked before; this is a second safeguard.
  if (!file.startsWith(folder + path.sep)) throw new TypeError('This path leaves the folder of its upload.')
  return file
}

const pathConflict = (filePath: string) =>
  new AppError('conflict', `“${filePath}” cannot be stored: a file and a folder would have the same name.`)
const noSpace = () =>
  new AppError(
    'unavailable',
    'The server’s disk is full. Files uploaded so far are kept; free some space and try again.',
  )

async function openForPart(file: string, filePath: string): Promise<{ handle: FileHandle; isNew: boolean }> {
  const flags = constants.O_RDWR | constants.O_NOFOLLOW
  try {
    await mkdir(path.dirname(file), { recursive: true, mode: 0o700 })
    const there = await open(file, flags).catch((error: unknown) => {
      if (codeOf(error) !== 'ENOENT') throw error
      return null
    })
    if (there) return { handle: there, isNew: false }
    return { handle: await open(file, flags | constants.O_CREAT, 0o600), isNew: true }
  } catch (error) {
    if (['EEXIST', 'ENOTDIR', 'EISDIR'].includes(codeOf(error))) throw pathConflict(filePath)
    if (hasNoSpace(error)) throw noSpace()
    throw error
  }
}

export interface UploadPart {
  uploadId: string
  /** A checked path: see uploadPathProblem. */
  filePath: string
  /** Start of the part. The file must be at least this long; its content from here on is replaced. */
  offset: number
  body: AsyncIterable<Uint8Array>
}

/**
 * Writes a part of a file as it arrives, one chunk at a time. On failure the file is truncated to `offset`, or removed
 * if it is new. Returns the file's size.
 */
export async function writeUploadPart({ uploadId, filePath, offset, body }: UploadPart): Promise<number> {
  const file = fileIn(uploadId, filePath)
  const { handle, isNew } = await openForPart(file, filePath)
  let isKept = !isNew
  try {
    const before = (await handle.stat()).size
    if (offset > before)
      throw new AppError('conflict', `Only ${before} bytes of “${filePath}” have arrived. Continue from there.`)
    let position = offset
    try {
      await handle.truncate(offset)
      for await (const chunk of body) {
        for (let written = 0; written < chunk.length; )
          written += (await handle.write(chunk, written, chunk.length - written, position + written)).bytesWritten
        position += chunk.length
      }
      isKept = true
      return position
    } catch (error) {
      await handle.truncate(offset).catch(() => {})
      if (hasNoSpace(error)) throw noSpace()
      throw error
    }
  } finally {
    await handle.close()
    if (!isKept) await rm(file, { force: true })
  }
}

/** Returns the size of an uploaded file; null if there is none. */
export async function uploadedSize({ uploadId, filePath }: Pick<UploadPart, 'uploadId' | 'filePath'>) {
  const found = await nullIfMissing(stat(fileIn(uploadId, filePath)))
  return found?.isFile() ? found.size : null
}

/** Lists the paths of an upload's files, sorted, separated by “/”. */
export const listUploadFiles = async (uploadId: string): Promise<string[]> =>
  (await nullIfMissing(filesUnder(uploadFolder(uploadId)))) ?? []

/** Where the zip of an upload is unpacked; deleted with its upload, in case a worker is killed before it does so. */
export const unzippedFolder = (uploadId: string) => dataPath('unzipped', path.basename(uploadFolder(uploadId)))

export async function removeUploadFolder(uploadId: string): Promise<void> {
  for (const folder of [uploadFolder(uploadId), unzippedFolder(uploadId)])
    await rm(folder, { recursive: true, force: true, maxRetries: 3 })
}

/** Lists the uploads whose folder was last changed before `before`. */
export async function listUploadFoldersBefore(before: Date): Promise<string[]> {
  const old: string[] = []
  for (const name of (await nullIfMissing(readdir(dataPath('uploads')))) ?? []) {
    if (!idPattern.test(name)) continue
    const found = await stat(dataPath('uploads', name)).catch(() => null)
    if (found && found.mtime < before) old.push(name)
  }
  return old
}

/** Truncates a file to where the part begins, or removes it. */
export async function undoUploadPart({ uploadId, filePath, offset }: UploadPart, isNew: boolean): Promise<void> {
  const file = fileIn(uploadId, filePath)
  await (isNew ? rm(file, { force: true }) : truncate(file, offset))
}
