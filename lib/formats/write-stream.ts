import { createWriteStream } from 'node:fs'
import type { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { writeAtomically } from '@/lib/file-system'

/**
 * Writes a stream to a file that appears once it is complete, so that a failure leaves no partial file. Returns the
 * number of bytes.
 */
export async function writeStreamAtomically(file: string, content: Readable): Promise<number> {
  let byteSize = 0
  await writeAtomically(file, async (partial) => {
    const output = createWriteStream(partial)
    await pipeline(content, output)
    byteSize = output.bytesWritten
  })
  return byteSize
}
