import { createWriteStream } from 'node:fs'
import type { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { writeAtomically } from '@/lib/file-system'

/** Writes a stream to a file that appears once it is complete, so that a failure leaves no partial file. */
export const writeStreamAtomically = (file: string, content: Readable): Promise<void> =>
  writeAtomically(file, (partial) => pipeline(content, createWriteStream(partial)))
