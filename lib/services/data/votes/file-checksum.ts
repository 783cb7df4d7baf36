import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { unreadable } from '@/lib/formats/format-error'

export async function fileChecksum(path: string): Promise<string> {
  const hash = createHash('sha256')
  try {
    for await (const chunk of createReadStream(path)) hash.update(chunk as Buffer)
  } catch (cause) {
    throw unreadable(path, cause)
  }
  return hash.digest('hex')
}
