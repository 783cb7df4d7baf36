import { availableParallelism } from 'node:os'
import type { UnreadableImage } from '@/lib/contracts/data/imported'
import { env } from '@/lib/env'
import { AppError } from '@/lib/errors'
import { FormatError } from '@/lib/formats/format-error'
import type { ProgressHooks } from '@/lib/services/progress'
import { type StoredImage, storeImage } from '@/lib/storage/image-store'
import { PictureProblem } from '@/lib/storage/picture-format'
import { counted } from '@/lib/wording/number'
import { type FoundPicture, type ImageSource, openImages } from './image-source'

/**
 * Does `work` for every item, at most `width` at a time, and waits for all that was begun. The first error ends it: no
 * further item is begun, and the error is thrown.
 */
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

export interface PreparedImage extends Omit<FoundPicture, 'read' | 'isFetched'> {
  stored: StoredImage
}

/** Pictures that are decoded and stored, and that no project knows of yet. */
export interface PreparedImages {
  /** For sentences: the file or folder the places are within. */
  location: string
  images: PreparedImage[]
  /** File names of the whole source, in its order, and of those that could not be read and were left out. */
  leftOut: { source: readonly string[]; names: ReadonlySet<string> }
}

export interface PrepareOptions {
  /** Hosts that the project's admin listed. */
  fetchHosts: readonly string[]
  /** Told what there is before any picture is read; throws to end it there. */
  onFound?: (found: { hasLabels: boolean }) => void
  /** Whether pictures that cannot be read are left out; otherwise one of them refuses all. */
  skipsUnreadable?: boolean | undefined
}

/** So many unreadable images are named in a sentence, and so many in a list; a source with more is not read to its end. */
const mostNamed = 10
const mostListed = 1_000
/** Where the network is waited for, more pictures are under way than there are cores. */
const widthOverNetwork = 8

async function prepare(picture: FoundPicture, location: string, signal?: AbortSignal): Promise<PreparedImage> {
  const { read, isFetched: _, ...said } = picture
  const bytes = await read(signal)
  try {
    return { ...said, stored: await storeImage(bytes) }
  } catch (cause) {
    if (!(cause instanceof PictureProblem)) throw cause
    const { expected, found, mend } = cause
    throw new FormatError({ file: location, where: picture.where, expected, found, mend })
  }
}

/** Images that cannot be read, all of them; the first are named in the message. */
export class UnreadableImages extends AppError {
  readonly count: number
  readonly images: readonly UnreadableImage[]
  /** Whether no image of the source can be read. */
  readonly isWhole: boolean

  constructor(errors: readonly FormatError[], source: number, isAll = true) {
    const some = errors.slice(0, mostNamed).map(({ message }) => message)
    const rest = errors.length > mostNamed ? [`And ${counted(errors.length - mostNamed, 'more', 'more', 'en')}.`] : []
    const summary = `${isAll ? '' : 'At least '}${counted(errors.length, 'image', 'images', 'en')} cannot be imported.`
    super(
      'invalid-input',
      errors.length === 1 ? errors[0]!.message : [`${summary} Nothing was imported.`, ...some, ...rest].join('\n'),
    )
    this.count = errors.length
    this.isWhole = errors.length === source
    this.images = errors.slice(0, mostListed).map(({ where, reason }) => ({ where, reason }))
  }
}

/**
 * Reads, decodes and stores all pictures of a source. Nothing of a project is changed: what is stored under its hash
 * harms nobody if the import ends here. Pictures that cannot be read are all found out; they are left out where that is
 * wanted and others remain, and refused together otherwise.
 */
export async function prepareImages(
  source: ImageSource,
  { fetchHosts, onFound, skipsUnreadable = false }: PrepareOptions,
  { onProgress, signal }: ProgressHooks = {},
): Promise<PreparedImages> {
  const { location, pictures, close } = await openImages(source, {
    hosts: fetchHosts,
    privateHosts: env.FETCH_PRIVATE_HOSTS,
    nameServers: env.FETCH_NAME_SERVERS,
  })
  try {
    onFound?.({ hasLabels: pictures.some(({ label }) => label !== null) })
    const prepared: (PreparedImage | FormatError)[] = new Array(pictures.length)
    let done = 0
    let failed = 0
    const isEnough = () => !skipsUnreadable && failed >= mostListed
    const isSlow = env.STORAGE === 's3' || source.kind === 's3' || pictures.some(({ isFetched }) => isFetched)
    onProgress?.('Reading images', 0, pictures.length)
    await inParallel(pictures, isSlow ? widthOverNetwork : availableParallelism() + 1, async (picture, index) => {
      signal?.throwIfAborted()
      if (isEnough()) return
      try {
        prepared[index] = await prepare(picture, location, signal)
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
      images: prepared.filter((one): one is PreparedImage => !(one instanceof FormatError)),
      leftOut: { source: fileNames, names: new Set(fileNames.filter((_, k) => prepared[k] instanceof FormatError)) },
    }
  } finally {
    close()
  }
}
