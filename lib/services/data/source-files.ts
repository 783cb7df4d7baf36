import { createHash } from 'node:crypto'
import { prisma } from '@/lib/db/client'
import { hasImage, type StoredImage, storeImage } from '@/lib/storage/image-store'

const savedAtOnce = 200

/**
 * Stores the pictures of source files, or finds those that an earlier import made from the same bytes, even if that
 * import failed or another version of the decoder made them. Stored files must be protected from deletion meanwhile
 * (`withImageStoreLock`).
 */
export class SourceFiles {
  private unsaved: { sourceHash: string; stored: StoredImage }[] = []

  /** Throws PictureProblem like `storeImage`. */
  async store(bytes: Buffer): Promise<StoredImage> {
    const sourceHash = createHash('sha256').update(bytes).digest('hex')
    const known = await prisma.decodedFile.findUnique({ where: { sourceHash }, omit: { sourceHash: true } })
    if (known && (await hasImage(known.contentHash))) return known
    const stored = await storeImage(bytes)
    this.unsaved.push({ sourceHash, stored })
    if (this.unsaved.length === savedAtOnce) await this.save()
    return stored
  }

  /** Saves what was decoded since the last time, also if the import fails. */
  async save(): Promise<void> {
    const rows = this.unsaved.splice(0).map(({ sourceHash, stored }) => ({ sourceHash, ...stored }))
    await prisma.decodedFile.deleteMany({ where: { sourceHash: { in: rows.map(({ sourceHash }) => sourceHash) } } })
    await prisma.decodedFile.createMany({ data: rows, skipDuplicates: true })
  }
}
