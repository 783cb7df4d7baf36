import { createHash, randomUUID } from 'node:crypto'
import { type FileHandle, open, readdir, rename, rm, stat } from 'node:fs/promises'
import path from 'node:path'
import { AppError } from '@/lib/errors'
import { hasNoSpace } from '@/lib/file-system'

export interface WrittenFile {
  path: string
  byteSize: number
  /** In hex. */
  sha256: string
}

const dayMs = 86_400_000

async function writeAll(handle: FileHandle, bytes: Uint8Array) {
  for (let written = 0; written < bytes.length; )
    written += (await handle.write(bytes, written, bytes.length - written)).bytesWritten
}

/** Writes a file that gets its name only when it is complete and on disk. A failure leaves nothing behind. */
export async function writeDurableFile(
  folder: string,
  nameOf: (sha256: string) => string,
  pieces: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
): Promise<WrittenFile> {
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
    if (hasNoSpace(error))
      throw new AppError(
        'unavailable',
        'The server’s disk is full, so the file could not be written. Free some space and try again.',
      )
    throw error
  }
}

/** Removes partial files of killed processes, by age, so that files being written stay. */
export async function removeLeftovers(folder: string) {
  for (const name of await readdir(folder)) {
    if (!name.endsWith('.partial')) continue
    const found = await stat(path.join(folder, name)).catch(() => null)
    if (found && Date.now() - found.mtimeMs > dayMs) await rm(path.join(folder, name), { force: true })
  }
}
