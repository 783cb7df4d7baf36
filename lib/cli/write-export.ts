import { fstat } from 'node:fs'
import { stat } from 'node:fs/promises'
import { promisify } from 'node:util'
import { writeStreamAtomically } from '@/lib/formats/write-stream'
import type { ExportFile } from '@/lib/services/export-file'

/** Writes an export atomically; returns its size. Aborting leaves no file. */
export async function writeExport(file: string, { content }: ExportFile, signal: AbortSignal): Promise<number> {
  const stop = () => content.destroy(signal.reason)
  signal.addEventListener('abort', stop, { once: true })
  try {
    return await writeStreamAtomically(file, content)
  } finally {
    signal.removeEventListener('abort', stop)
  }
}

/** Whether a path such as /dev/stdout leads to where this program prints. */
export async function isStandardOutput(file: string): Promise<boolean> {
  const found = await stat(file).catch(() => null)
  const { dev, ino } = await promisify(fstat)(process.stdout.fd)
  return found?.dev === dev && found.ino === ino
}
