import { createHash, randomUUID } from 'node:crypto'
import { constants, createReadStream } from 'node:fs'
import { chmod, copyFile, mkdir, open, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { AppError } from '@/lib/errors'
import { writeProblem } from '@/lib/formats/write-whole'
import type { StoredReleaseFile } from '@/lib/storage/release-file-store'

export interface ExportedFile {
  fileName: string
  byteSize: number
  sha256: string
  /** Whether the same bytes were already there. */
  isKept: boolean
}

async function hasBytes(file: string, { byteSize, sha256 }: StoredReleaseFile): Promise<boolean> {
  const found = await stat(file).catch(() => null)
  if (!found?.isFile() || found.size !== byteSize) return false
  const hash = createHash('sha256')
  for await (const piece of createReadStream(file, { highWaterMark: 1_048_576 })) hash.update(piece)
  return hash.digest('hex') === sha256
}

/** Writes a file atomically: it gets its name once complete and on disk, and a failure leaves nothing behind. */
async function appearWhole(file: string, write: (partial: string) => Promise<void>): Promise<void> {
  const partial = path.join(path.dirname(file), `.${path.basename(file)}.${randomUUID()}.partial`)
  try {
    await write(partial)
    const handle = await open(partial, 'r+')
    await handle.sync().finally(() => handle.close())
    await rename(partial, file)
  } catch (error) {
    await rm(partial, { force: true })
    throw writeProblem(file, error)
  }
}

/** Copies a release file to a folder, unless the same bytes are already there. */
export async function exportReleaseFile(
  folder: string,
  fileName: string,
  stored: StoredReleaseFile,
): Promise<ExportedFile> {
  const { byteSize, sha256 } = stored
  const file = path.join(folder, fileName)
  if (await hasBytes(file, stored)) return { fileName, byteSize, sha256, isKept: true }
  await appearWhole(file, async (partial) => {
    await copyFile(stored.path, partial, constants.COPYFILE_FICLONE)
    // The store is private to the server; an exported file has the default mode.
    await chmod(partial, 0o666 & ~process.umask())
  })
  return { fileName, byteSize, sha256, isKept: false }
}

/** Writes checksums for `sha256sum --check` to a folder, and keeps those of files exported before. */
export async function writeChecksums(folder: string, fileName: string, files: readonly ExportedFile[]): Promise<void> {
  const before = await readFile(path.join(folder, fileName), 'utf8').catch(() => '')
  const sums = new Map(Array.from(before.matchAll(/^([0-9a-f]{64}) {2}(.+)$/gm), ([, sha256, name]) => [name, sha256]))
  for (const { fileName: name, sha256 } of files) sums.set(name, sha256)
  const there = await Promise.all(
    [...sums].map(async ([name, sha256]) => {
      const found = await stat(path.join(folder, path.basename(name!))).catch(() => null)
      return found?.isFile() ? [`${sha256}  ${name}\n`] : []
    }),
  )
  await appearWhole(path.join(folder, fileName), (partial) => writeFile(partial, there.flat().sort(byName).join('')))
}

const byName = (a: string, b: string) => (a.slice(66) < b.slice(66) ? -1 : 1)

export async function makeFolder(folder: string): Promise<void> {
  try {
    await mkdir(folder, { recursive: true })
  } catch (error) {
    throw new AppError('invalid-input', `Could not create the folder ${folder}: ${(error as Error).message}.`)
  }
}
