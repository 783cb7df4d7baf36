import { createHash } from 'node:crypto'
import sharp, { type Metadata, type Sharp } from 'sharp'
import { MemoryBudget } from './memory-budget'

/** Why a file cannot be taken as a picture. The sentence is completed by whoever knows the file's name. */
export class PictureProblem extends Error {
  constructor(
    readonly expected: string,
    readonly found: string,
    /** One sentence on what to do, with its full stop. */
    readonly mend: string,
  ) {
    super(`expected ${expected}, found ${found}. ${mend}`)
    this.name = 'PictureProblem'
  }
}

type PictureFormat = 'jpeg' | 'png' | 'webp' | 'avif' | 'gif'

const startsWith = (bytes: Uint8Array, signature: readonly number[], at = 0) =>
  bytes.length >= at + signature.length && signature.every((byte, k) => bytes[at + k] === byte)
const ascii = (text: string) => Array.from(text, (character) => character.charCodeAt(0))
const textAt = (bytes: Uint8Array, from: number, to: number) => String.fromCharCode(...bytes.subarray(from, to))

const signatures: readonly [PictureFormat, (bytes: Uint8Array) => boolean][] = [
  ['jpeg', (bytes) => startsWith(bytes, [0xff, 0xd8, 0xff])],
  ['png', (bytes) => startsWith(bytes, [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])],
  ['webp', (bytes) => startsWith(bytes, ascii('RIFF')) && startsWith(bytes, ascii('WEBP'), 8)],
  ['gif', (bytes) => startsWith(bytes, ascii('GIF87a')) || startsWith(bytes, ascii('GIF89a'))],
  ['avif', (bytes) => isBox(bytes) && ['avif', 'avis'].some((brand) => brandsOf(bytes).includes(brand))],
]

const isBox = (bytes: Uint8Array) => startsWith(bytes, ascii('ftyp'), 4)

/** The brands that an ISO media file says it keeps to, the main one first. */
function brandsOf(bytes: Uint8Array): string[] {
  const size = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength).getUint32(0)
  const end = Math.min(size, bytes.length, 256)
  const brands = [textAt(bytes, 8, 12)]
  for (let at = 16; at + 4 <= end; at += 4) brands.push(textAt(bytes, at, at + 4))
  return brands
}

/** What a file is by its first bytes, whatever its name says; null when it is none of the pictures taken here. */
const pictureFormat = (bytes: Uint8Array): PictureFormat | null =>
  signatures.find(([, fits]) => fits(bytes))?.[0] ?? null

const otherSignatures: readonly [string, (bytes: Uint8Array) => boolean][] = [
  ['a TIFF image', (bytes) => startsWith(bytes, ascii('II*\0')) || startsWith(bytes, ascii('MM\0*'))],
  ['a BMP image', (bytes) => startsWith(bytes, ascii('BM'))],
  ['a PDF', (bytes) => startsWith(bytes, ascii('%PDF'))],
  ['a zip', (bytes) => startsWith(bytes, ascii('PK'))],
  ['a HEIC image or a video', isBox],
]

/** What a file that is no picture seems to be, for the sentence that refuses it. */
function otherContent(bytes: Uint8Array): string {
  if (bytes.length === 0) return 'an empty file'
  const known = otherSignatures.find(([, fits]) => fits(bytes))?.[0]
  if (known) return known
  const head = textAt(bytes, 0, Math.min(bytes.length, 1_024)).toLowerCase()
  if (head.includes('<svg')) return 'an SVG drawing'
  if (head.includes('<html') || head.includes('<!doctype html')) return 'an HTML page'
  if (head.includes('git-lfs')) return 'a Git LFS pointer instead of the file'
  return 'a file of another type'
}

/** Pictures are shown at most this large. */
const longestSide = 2_048
/** What is sent to look at the whole picture. */
const screenSide = 1_280

// Any other chunk may hold where and by whom a photograph was taken, or further frames.
const plainChunks = new Set(['VP8 ', 'VP8L', 'VP8X', 'ALPH'])

/**
 * Whether these bytes are a WebP file that holds one picture and nothing beside it: what the storage itself writes. Such a
 * file is kept as it is, so that a picture that went out and comes in again keeps its hash and loses nothing.
 */
function isPlainWebp(bytes: Uint8Array): boolean {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (bytes.length < 20 || textAt(bytes, 0, 4) !== 'RIFF' || textAt(bytes, 8, 12) !== 'WEBP') return false
  if (view.getUint32(4, true) + 8 !== bytes.length) return false
  let at = 12
  while (at + 8 <= bytes.length) {
    if (!plainChunks.has(textAt(bytes, at, at + 4))) return false
    const size = view.getUint32(at + 4, true)
    at += 8 + size + (size % 2)
  }
  return at === bytes.length
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

/** Of a picture, and of all frames of an animation together. */
const mostPixels = 100_000_000
/** Of a picture once it is decoded, and of all that are decoded at once in this process: 100 megapixels of 8-bit RGBA. */
const mostBytes = 4 * mostPixels
const budget = new MemoryBudget(mostBytes)
const thumbSide = 320
const tileSide = 640
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

const bytesPerSample: Record<string, number> = { uchar: 1, char: 1, ushort: 2, short: 2, double: 8 }

/**
 * What decoding may take in memory: every sample of the picture at once, since interlaced and turned pictures cannot be read
 * line by line.
 */
function decodedBytes({ width, height, pageHeight = height, channels, depth }: Metadata): number {
  const bytes = width * pageHeight * Math.max(channels, 3) * (bytesPerSample[depth] ?? 4)
  if (bytes > mostBytes)
    throw new PictureProblem(
      `at most ${mostBytes / 1_000_000} MB once decoded`,
      `${width} by ${pageHeight} with ${channels} channels of ${8 * (bytesPerSample[depth] ?? 4)} bits, ${Math.round(bytes / 1_000_000)} MB`,
      'Use a smaller copy, or one with 8 bits per channel, or remove it.',
    )
  return bytes
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
 * and for more than 100 megapixels, or more memory than those take with 8 bits. However many are asked for at once, the
 * pictures under way take no more than that together.
 */
export async function renderPicture(bytes: Buffer): Promise<RenderedPicture> {
  const format = pictureFormat(bytes)
  if (!format) throw new PictureProblem(wanted, otherContent(bytes), 'Convert it or remove it.')
  const header = await readHeader(bytes, format)
  return budget.run(decodedBytes(header), () => renderDecoded(bytes, format, header))
}

async function renderDecoded(bytes: Buffer, format: PictureFormat, header: Metadata): Promise<RenderedPicture> {
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

/** A stored picture, whole, at the size of a screen or of a tile; one that is no larger as it is. */
export async function smallerPicture(full: Buffer, size: 'screen' | 'tile'): Promise<Buffer> {
  const side = size === 'screen' ? screenSide : tileSide
  const { width, height } = await sharp(full).metadata()
  if (Math.max(width, height) <= side) return full
  return sharp(full).resize({ width: side, height: side, fit: 'inside' }).webp({ quality: 84, effort }).toBuffer()
}
