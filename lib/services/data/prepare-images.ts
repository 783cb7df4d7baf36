import { availableParallelism } from 'node:os'
import { env } from '@/lib/env'
import { AppError } from '@/lib/errors'
import { FormatError } from '@/lib/formats/format-error'
import type { ProgressHooks } from '@/lib/services/progress'
import { type StoredImage, storeImage } from '@/lib/storage/image-store'
import { PictureProblem } from '@/lib/storage/render-picture'
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
}

export interface PrepareOptions {
  /** Hosts that the project's admin listed. */
  fetchHosts: readonly string[]
  /** Told what there is before any picture is read; throws to end it there. */
  onFound?: (found: { hasLabels: boolean }) => void
}

/** So many bad pictures are named at once, so that a folder is mended in few rounds. */
const mostErrors = 10
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

function refusalOf(errors: readonly [index: number, error: FormatError][], isWhole: boolean): Error {
  const inOrder = [...errors].sort(([a], [b]) => a - b).map(([, error]) => error)
  if (inOrder.length === 1) return inOrder[0]!
  const count = isWhole ? `${inOrder.length} images` : `At least ${inOrder.length} images`
  return new AppError(
    'invalid-input',
    [`${count} cannot be imported. Nothing was imported.`, ...inOrder.map((error) => error.message)].join('\n'),
  )
}

/**
 * Reads, decodes and stores all pictures of a source. Nothing of a project is changed: what is stored under its hash
 * harms nobody if the import ends here. Bad pictures are named, up to ten of them, and nothing is given back.
 */
export async function prepareImages(
  source: ImageSource,
  { fetchHosts, onFound }: PrepareOptions,
  { onProgress, signal }: ProgressHooks = {},
): Promise<PreparedImages> {
  const { location, pictures, close } = await openImages(source, {
    hosts: fetchHosts,
    privateHosts: env.FETCH_PRIVATE_HOSTS,
  })
  try {
    onFound?.({ hasLabels: pictures.some(({ label }) => label !== null) })
    const images: PreparedImage[] = new Array(pictures.length)
    const errors: [number, FormatError][] = []
    let done = 0
    const isSlow = env.STORAGE === 's3' || source.kind === 's3' || pictures.some(({ isFetched }) => isFetched)
    onProgress?.('Reading images', 0, pictures.length)
    await inParallel(pictures, isSlow ? widthOverNetwork : availableParallelism() + 1, async (picture, index) => {
      signal?.throwIfAborted()
      if (errors.length >= mostErrors) return
      try {
        images[index] = await prepare(picture, location, signal)
      } catch (error) {
        if (!(error instanceof FormatError)) throw error
        errors.push([index, error])
      }
      onProgress?.('Reading images', ++done, pictures.length)
    })
    signal?.throwIfAborted()
    if (errors.length > 0) throw refusalOf(errors, errors.length < mostErrors)
    return { location, images }
  } finally {
    close()
  }
}
