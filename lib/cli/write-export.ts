import { stat } from 'node:fs/promises'
import { writeStreamAtomically } from '@/lib/formats/write-stream'
import type { ExportFile } from '@/lib/services/export-file'

/** Writes an export atomically; returns its size. Aborting leaves no file. */
export async function writeExport(file: string, { content }: ExportFile, signal: AbortSignal): Promise<number> {
  const stop = () => content.destroy(signal.reason)
  signal.addEventListener('abort', stop, { once: true })
  try {
    await writeStreamAtomically(file, content)
  } finally {
    signal.removeEventListener('abort', stop)
  }
  return (await stat(file)).size
}
