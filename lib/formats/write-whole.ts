import { createWriteStream } from 'node:fs'
import { rename, rm } from 'node:fs/promises'
import type { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { AppError } from '@/lib/errors'

/** Returns AppError `invalid-input` with a sentence if the system refused to write the file, otherwise the error. */
export const writeProblem = (file: string, error: unknown): unknown =>
  error instanceof Error && 'syscall' in error && 'path' in error
    ? new AppError('invalid-input', `Could not write ${file}: ${error.message}.`)
    : error

/** Writes a stream to a temporary file and renames it once complete, so that a failure leaves no partial file. */
export async function writeWhole(path: string, content: Readable): Promise<void> {
  const partial = `${path}.partial`
  try {
    await pipeline(content, createWriteStream(partial))
    await rename(partial, path)
  } catch (error) {
    await rm(partial, { force: true }).catch(() => {})
    throw writeProblem(path, error)
  }
}
