import { stat } from 'node:fs/promises'
import { AppError } from '@/lib/errors'
import { writeWhole } from '@/lib/formats/numpy/npz-writer'
import type { ExportFile } from '@/lib/services/export-file'

/** Writes an export atomically; returns its size. Aborting leaves no file. */
export async function writeExport(file: string, { content }: ExportFile, signal: AbortSignal): Promise<number> {
  const stop = () => content.destroy(signal.reason)
  signal.addEventListener('abort', stop, { once: true })
  try {
    await writeWhole(file, content)
  } catch (error) {
    const isOfFile = error instanceof Error && 'syscall' in error && 'path' in error
    throw isOfFile ? new AppError('invalid-input', `Could not write ${file}: ${error.message}.`) : error
  } finally {
    signal.removeEventListener('abort', stop)
  }
  return (await stat(file)).size
}
