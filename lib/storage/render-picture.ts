import { createHash } from 'node:crypto'
import sharp, { type Metadata, type Sharp } from 'sharp'
import { otherContent, type PictureFormat, pictureFormat } from './picture-format'
import { PictureProblem } from './picture-problem'
import { isPlainWebp, longestSide, screenSide } from './stored-form'

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

/** Of a picture, and of all frames of an animation together. */
const mostPixels = 100_000_000
const thumbSide = 320
const secondsToDecode = 60

const wanted = 'a JPEG, PNG, WebP, AVIF or GIF image'

// Only what is taken here is ever decoded, whatever reaches a decoder.
sharp.block({ operation: ['VipsForeignLoad'] })
sharp.unblock({
  operation: ['Jpeg', 'Png', 'Webp', 'Heif', 'Nsgif'].map((loader) => `VipsForeignLoad${loader}`),
})
// Half the time of the default for one percent more bytes.
const effort = 2
// Many pictures are decoded at once, each on one thread.
sharp.concurrency(1)
sharp.cache(false)

const names: Record<PictureFormat, string> = { jpeg: 'JPEG', png: 'PNG', webp: 'WebP', avif: 'AVIF', gif: 'GIF' }
// Decoders name the place in their own code; what they say first is enough for people.
const firstLine = (cause: unknown) => (cause instanceof Error ? cause.message : String(cause)).split('\n')[0]!.trim()

const corrupt = (format: PictureFormat, cause: unknown) =>
  new PictureProblem(
    `an undamaged ${names[format]} image`,
    `one that cannot be decoded (${firstLine(cause)})`,
    'Use an undamaged copy or remove it.',
  )

const megapixels = (count: number) => `${(count / 1_000_000).toFixed(count < 1_000_000_000 ? 1 : 0)} megapixels`

function refuseHuge({ width, height, pages = 1, pageHeight = height }: Metadata) {
  const area = width * pageHeight
  const mend = 'Use a smaller copy or remove it.'
  if (area > mostPixels) throw new PictureProblem('at most 100 megapixels', `${width} by ${pageHeight}`, mend)
  if (area * pages > mostPixels)
    throw new PictureProblem(
      'an animation of at most 100 megapixels in total',
      `${pages.toLocaleString('en')} frames of ${width} by ${pageHeight}, ${megapixels(area * pages)}`,
      'Use only its first frame or remove it.',
    )
}

async function readHeader(bytes: Buffer, format: PictureFormat): Promise<Metadata> {
  const header = await sharp(bytes, { limitInputPixels: false })
    .metadata()
    .catch((cause: unknown) => {
      throw corrupt(format, cause)
    })
  refuseHuge(header)
  return header
}

/** Decodes once: both sizes are made of the same pixels. */
async function decode(bytes: Buffer) {
  const { data, info } = await sharp(bytes, { limitInputPixels: mostPixels, failOn: 'error', pages: 1 })
    .autoOrient()
    .resize({ width: longestSide, height: longestSide, fit: 'inside', withoutEnlargement: true })
    .toColourspace('srgb')
    .timeout({ seconds: secondsToDecode })
    .raw()
    .toBuffer({ resolveWithObject: true })
  const pixels = (): Sharp => sharp(data, { raw: { width: info.width, height: info.height, channels: info.channels } })
  return { pixels, width: info.width, height: info.height }
}

/**
 * What is kept of a picture: its first frame, turned upright, in sRGB, without any metadata, in two sizes as WebP.
 *
 * Throws PictureProblem for what is no JPEG, PNG, WebP, AVIF or GIF by its bytes, for what cannot be decoded to its end,
 * and for more than 100 megapixels.
 */
export async function renderPicture(bytes: Buffer): Promise<RenderedPicture> {
  const format = pictureFormat(bytes)
  if (!format) throw new PictureProblem(wanted, otherContent(bytes), 'Convert it or remove it.')
  const header = await readHeader(bytes, format)
  const { pixels, width, height } = await decode(bytes).catch((cause: unknown) => {
    throw corrupt(format, cause)
  })
  const isAsStored = format === 'webp' && width === header.width && height === header.height && isPlainWebp(bytes)
  const [full, thumb] = await Promise.all([
    isAsStored ? bytes : pixels().webp({ quality: 88, effort }).toBuffer(),
    pixels()
      .resize({ width: thumbSide, height: thumbSide, fit: 'cover', withoutEnlargement: true })
      .webp({ quality: 80, effort })
      .toBuffer(),
  ])
  return { contentHash: createHash('sha256').update(full).digest('hex'), full, thumb, width, height }
}

/** A stored picture at the size of a screen; one that is no larger as it is. */
export async function screenPicture(full: Buffer): Promise<Buffer> {
  const { width, height } = await sharp(full).metadata()
  if (Math.max(width, height) <= screenSide) return full
  return sharp(full)
    .resize({ width: screenSide, height: screenSide, fit: 'inside' })
    .webp({ quality: 84, effort })
    .toBuffer()
}
