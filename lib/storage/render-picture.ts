import { createHash } from 'node:crypto'
import { DecoderProcess } from './decoder-process'
import { isPlainWebp, otherContent, PictureProblem, pictureFormat } from './picture-format'

interface Waiting {
  bytes: number
  start(): void
}

/**
 * Lets work go on side by side as long as all of it together needs no more memory than this; the rest waits, in order.
 * Work that needs more than there is would wait for ever, so whoever asks has to refuse that before.
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
  /** SHA-256 of `full`, in hex: the picture's address. */
  contentHash: string
  /** At most 2,048 pixels a side. */
  full: Buffer
  /** At most 320 by 320 pixels, cut out of the middle. */
  thumb: Buffer
  width: number
  height: number
}

/** Of a picture once it is decoded, and of all that are decoded at once for this process: 100 megapixels of 8-bit RGBA. */
const mostBytes = 400_000_000
const budget = new MemoryBudget(mostBytes)
export const pictureDecoder = new DecoderProcess()

const wanted = 'a JPEG, PNG, WebP, AVIF or GIF image'

/**
 * What is kept of a picture: its first frame, turned upright, in sRGB, without any metadata, in two sizes as WebP.
 *
 * Throws PictureProblem for what is no JPEG, PNG, WebP, AVIF or GIF by its bytes, for what cannot be decoded to its end,
 * for more than 100 megapixels, or more memory than those take with 8 bits, and for what kills the process that decodes it.
 * However many are asked for at once, the pictures under way take no more memory than that together.
 */
export async function renderPicture(bytes: Buffer, by = pictureDecoder): Promise<RenderedPicture> {
  const format = pictureFormat(bytes)
  if (!format) throw new PictureProblem(wanted, otherContent(bytes), 'Use a file of one of these types, or remove it.')
  const decodedBytes = await by.ask('measure', bytes, { format, mostBytes })
  const isPlain = format === 'webp' && isPlainWebp(bytes)
  const made = await budget.run(decodedBytes, () => by.ask('render', bytes, { format, isPlain }))
  const full = made.full ? Buffer.from(made.full) : bytes
  const contentHash = createHash('sha256').update(full).digest('hex')
  return { contentHash, full, thumb: Buffer.from(made.thumb), width: made.width, height: made.height }
}

/** A stored picture, whole, at the size of a screen or of a tile; one that is no larger as it is. */
export async function smallerPicture(full: Buffer, size: 'screen' | 'tile'): Promise<Buffer> {
  const smaller = await pictureDecoder.ask('shrink', full, { size })
  return smaller ? Buffer.from(smaller) : full
}
