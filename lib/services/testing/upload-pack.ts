import type { UploadPack } from '@/lib/contracts/data/upload'

/** Returns the body of a request that sends a file, or its part from `offset` on. */
export function uploadPackOf(path: string, content: string | Buffer, offset = 0): Buffer {
  const bytes = Buffer.from(content)
  const list: UploadPack = { files: [{ path, offset, byteSize: bytes.length }] }
  return Buffer.concat([Buffer.from(`${JSON.stringify(list)}\n`), bytes])
}
