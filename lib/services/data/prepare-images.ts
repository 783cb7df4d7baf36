import { createHash } from 'node:crypto'
import { availableParallelism } from 'node:os'
import type { UnreadableImage } from '@/lib/contracts/data/imported'
import { prisma } from '@/lib/db/client'
import { env } from '@/lib/env'
import { AppError } from '@/lib/errors'
import { FormatError } from '@/lib/formats/format-error'
import type { ProgressHooks } from '@/lib/services/progress'
import { hasImage, type StoredImage, storeImage } from '@/lib/storage/image-store'
import { PictureProblem } from '@/lib/storage/picture-format'
import { counted } from '@/lib/wording/number'
import { type FoundPicture, type ImageSource, openImages } from './image-source'

/** Runs at most `width` items at a time. After an error, starts no other, waits for those running and throws it. */
export async function inParallel<Item>(
  items: Iterable<Item>,
  width: number,
  work: (item: Item, index: number) => Promise<void>,
): Promise<void> {
  const queue = [...items].entries()
  let hasFailed = false
  const lane = async () => {
    for (const [index, item] of queue) {
      if (hasFailed) return
      try {
        await work(item, index)
      } catch (error) {
        hasFailed = true
        throw error
      }
    }
  }
  const ends = await Promise.allSettled(Array.from({ length: width }, lane))
  const failed = ends.find((end) => end.status === 'rejected')
  if (failed) throw failed.reason
}

const savedAtOnce = 200

/**
 * Stores the pictures of source files, or finds those that an earlier import made from the same bytes, even if that
 * import failed or another version of the decoder made them. Stored files must be protected from deletion meanwhile
 * (`withImageStoreLock`).
 */
class SourceFiles {
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

export interface PreparedImage extends Omit<FoundPicture, 'read' | 'isFetched'> {
  stored: StoredImage
}

/** Pictures that are decoded and stored but not yet part of a project. */
export interface PreparedImages {
  location: string
  images: PreparedImage[]
  /** Names of files without the extension of an image. */
  ignored: readonly string[]
  /** File names of the whole source, in order, and those of skipped unreadable pictures. */
  skipped: { source: readonly string[]; names: ReadonlySet<string> }
}

export interface FoundImages {
  location: string
  pictures: readonly FoundPicture[]
}

export interface PrepareOptions {
  fetchHosts: readonly string[]
  /** Called before any picture is read; may throw to stop the import. */
  onFound?: (found: FoundImages) => void | Promise<void>
  /** Skips unreadable pictures. By default, one of them fails the import. */
  skipsUnreadable?: boolean | undefined
}

/** How many unreadable images a message names, and how many a list; reading stops above the latter. */
const maxNamed = 10
const maxListed = 1_000
/** Exceeds the number of cores, since fetches mostly wait. */
const widthOverNetwork = 8
/** The next file is read, and the last one stored, while others are decoded, in four threads or more. */
const widthOnDisk = Math.max(4, availableParallelism() + 1)

async function prepare(
  picture: FoundPicture,
  { location, files, signal }: { location: string; files: SourceFiles; signal: AbortSignal | undefined },
): Promise<PreparedImage> {
  const { read, isFetched: _, ...said } = picture
  const bytes = await read(signal)
  try {
    return { ...said, stored: await files.store(bytes) }
  } catch (cause) {
    if (!(cause instanceof PictureProblem)) throw cause
    const { expected, found, fix } = cause
    throw new FormatError(location, picture.where, { expected, found, fix })
  }
}

export class UnreadableImages extends AppError {
  readonly count: number
  readonly images: readonly UnreadableImage[]
  /** Whether no image of the source can be read. */
  readonly isWhole: boolean

  constructor(errors: readonly FormatError[], source: number, isAll = true) {
    const some = errors.slice(0, maxNamed).map(({ message }) => message)
    const rest = errors.length > maxNamed ? [`And ${counted(errors.length - maxNamed, 'more', 'more')}.`] : []
    const summary = `${isAll ? '' : 'At least '}${counted(errors.length, 'image')} cannot be imported.`
    super(
      'invalid-input',
      errors.length === 1 ? errors[0]!.message : [`${summary} Nothing was imported.`, ...some, ...rest].join('\n'),
    )
    this.count = errors.length
    this.isWhole = errors.length === source
    this.images = errors.slice(0, maxListed).map(({ where, reason }) => ({ where, reason }))
  }
}

/**
 * Stores pictures under their hash without changing any project. Finds all unreadable ones before it throws
 * UnreadableImages, or skips them if `skipsUnreadable` and others remain.
 */
export async function prepareImages(
  source: ImageSource,
  { fetchHosts, onFound, skipsUnreadable = false }: PrepareOptions,
  { onProgress, signal }: ProgressHooks = {},
): Promise<PreparedImages> {
  const { location, pictures, ignored, close } = await openImages(source, {
    hosts: fetchHosts,
    privateHosts: env.FETCH_PRIVATE_HOSTS,
    nameServers: env.FETCH_NAME_SERVERS,
  })
  const files = new SourceFiles()
  try {
    await onFound?.({ location, pictures })
    const prepared: (PreparedImage | FormatError)[] = new Array(pictures.length)
    let done = 0
    let failed = 0
    const isEnough = () => !skipsUnreadable && failed >= maxListed
    const isSlow = env.STORAGE === 's3' || source.kind === 's3' || pictures.some(({ isFetched }) => isFetched)
    onProgress?.('Reading images', 0, pictures.length)
    await inParallel(pictures, isSlow ? widthOverNetwork : widthOnDisk, async (picture, index) => {
      signal?.throwIfAborted()
      if (isEnough()) return
      try {
        prepared[index] = await prepare(picture, { location, files, signal })
      } catch (error) {
        if (!(error instanceof FormatError)) throw error
        prepared[index] = error
        failed++
      }
      onProgress?.('Reading images', ++done, pictures.length)
    })
    signal?.throwIfAborted()
    const errors = prepared.filter((one) => one instanceof FormatError)
    if (errors.length === pictures.length || (errors.length > 0 && !skipsUnreadable))
      throw new UnreadableImages(errors, pictures.length, !isEnough())
    const fileNames = pictures.map(({ fileName }) => fileName)
    return {
      location,
      ignored,
      images: prepared.filter((one): one is PreparedImage => !(one instanceof FormatError)),
      skipped: { source: fileNames, names: new Set(fileNames.filter((_, k) => prepared[k] instanceof FormatError)) },
    }
  } finally {
    close()
    // Must not hide why the import failed; without these rows, the next import only takes longer.
    await files.save().catch(() => undefined)
  }
}
