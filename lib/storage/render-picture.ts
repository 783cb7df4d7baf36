import { createHash } from 'node:crypto'
import { DecoderProcess, type PictureSample } from './decoder-process'
import { describeContent, isPlainWebp, PictureProblem, pictureFormat } from './picture-format'

interface Waiting {
  bytes: number
  start(): void
}

/**
 * Runs work in parallel as long as it fits into this much memory; the rest waits, in order. Work that needs more than
 * the total would wait forever, so callers must refuse it first.
 */
export class MemoryBudget {
  private free: number
  private readonly queue: Waiting[] = []

  constructor(readonly total: number) {
    this.free = total
  }

  async run<T>(bytes: number, work: () => Promise<T>): Promise<T> {
    if (bytes > this.total) throw new RangeError(`This needs ${bytes} bytes of ${this.total}.`)
    await new Promise<void>((start) => {
      this.queue.push({ bytes, start })
      this.startNext()
    })
    try {
      return await work()
    } finally {
      this.free += bytes
      this.startNext()
    }
  }

  private startNext(): void {
    for (let next = this.queue[0]; next && next.bytes <= this.free; next = this.queue[0]) {
      this.queue.shift()
      this.free -= next.bytes
      next.start()
    }
  }
}

export interface RenderedPicture {
  /** SHA-256 of `full`, in hex. */
  contentHash: string
  /** At most 2,048 pixels per side. */
  full: Buffer
  /** At most 320 by 320 pixels, a centre crop; `full` if that fits. */
  thumb: Buffer
  width: number
  height: number
}

/** Limit of a decoded picture, and of all pictures that this process decodes at once: 100 megapixels of 8-bit RGBA. */
const maxBytes = 400_000_000
/** Reserved for a picture before its size is known: enough for five megapixels of 8-bit RGB. */
const usualBytes = 16_000_000
const budget = new MemoryBudget(maxBytes)
export const pictureDecoder = new DecoderProcess()

const wanted = 'a JPEG, PNG, WebP, AVIF or GIF image'

/**
 * Renders a picture for storage: its first frame, upright, in sRGB, without metadata, in two sizes as WebP.
 *
 * Throws PictureProblem if the bytes are not a JPEG, PNG, WebP, AVIF or GIF, cannot be decoded completely, have more
 * than 100 megapixels, need more memory than those do with 8 bits, or kill the decoder. All pictures in progress
 * together stay within that memory.
 */
export async function renderPicture(bytes: Buffer, by = pictureDecoder): Promise<RenderedPicture> {
  const format = pictureFormat(bytes)
  if (!format)
    throw new PictureProblem(wanted, describeContent(bytes), 'Use a file of one of these types, or remove it.')
  const given = { format, isPlain: format === 'webp' && isPlainWebp(bytes), maxBytes }
  const renderWithin = (room: number) => budget.run(room, () => by.ask('render', bytes, { ...given, room }))
  let made = await renderWithin(usualBytes)
  if ('needs' in made) made = await renderWithin(made.needs)
  if ('needs' in made) throw new RangeError('The decoder measured the same picture differently.')
  const full = made.full ? Buffer.from(made.full) : bytes
  const contentHash = createHash('sha256').update(full).digest('hex')
  const thumb = made.thumb ? Buffer.from(made.thumb) : full
  return { contentHash, full, thumb, width: made.width, height: made.height }
}

/** Returns the RGB samples of a stored picture, by row, resized and cropped for a model. */
export const pictureSamples = (full: Buffer, sample: PictureSample): Promise<Uint8Array> =>
  pictureDecoder.ask('sample', full, sample)

/** Returns a stored picture at screen or tile size, or unchanged if it is not larger. */
export async function smallerPicture(full: Buffer, size: 'screen' | 'tile'): Promise<Buffer> {
  const smaller = await pictureDecoder.ask('shrink', full, { size })
  return smaller ? Buffer.from(smaller) : full
}
