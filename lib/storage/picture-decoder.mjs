// The process that decodes pictures. It is isolated, because untrusted files are parsed by C code. Plain JavaScript, so
// that it runs from the sources as well as from dist. See decoder-process.ts.
import sharp from 'sharp'
import { followParent } from './follow-parent.mjs'
import { resample } from './resample.mjs'

const maxSidePixels = 2_048
const thumbSide = 320
/** Longest side for the whole picture on a screen, and for one in a grid. */
const sides = { screen: 1_280, tile: 640 }
/** Of a picture, or of all frames of an animation together. */
const maxPixels = 100_000_000
const secondsToDecode = 60
// Takes half the time of the default for one percent more bytes. Another value would change the hashes of pictures.
const effort = 2
// Takes 30% less time for 15% more bytes, and is slightly closer to the original.
const thumbEffort = 0

// Only supported formats are ever decoded, whatever the bytes claim to be.
sharp.block({ operation: ['VipsForeignLoad'] })
sharp.unblock({
  operation: ['Jpeg', 'Png', 'Webp', 'Heif', 'Nsgif'].map((loader) => `VipsForeignLoad${loader}`),
})
// Many pictures are decoded in parallel, each on one thread.
sharp.concurrency(1)
sharp.cache(false)

/** Why a picture is refused: what was expected, what was found, and what to do. */
class Refusal extends Error {
  constructor(...problem) {
    super(problem.join(' '))
    this.problem = problem
  }
}

const names = { jpeg: 'JPEG', png: 'PNG', webp: 'WebP', avif: 'AVIF', gif: 'GIF' }
// Decoders append locations in their own code; the first line is enough for users.
const firstLine = (cause) => (cause instanceof Error ? cause.message : String(cause)).split('\n')[0].trim()

const [startOfScan, endOfImage] = ['ffda', 'ffd9'].map((marker) => Buffer.from(marker, 'hex'))
/** Only of the picture itself; the thumbnail before it has an end of its own. */
const hasNoEnd = (jpeg) => jpeg.indexOf(endOfImage, Math.max(0, jpeg.lastIndexOf(startOfScan))) < 0

/** The decoder's text may be missing, since pictures that are decoded at once share one buffer for it. */
function reasonOf(cause, format, bytes) {
  if (format === 'jpeg' && hasNoEnd(bytes)) return 'its end is missing'
  return firstLine(cause).replace('Unknown error', 'its data are damaged')
}

const refuseCorrupt = (format, bytes) => (cause) => {
  const found = `one that cannot be decoded (${reasonOf(cause, format, bytes)})`
  throw new Refusal(`an undamaged ${names[format]} image`, found, 'Use an undamaged copy or remove it.')
}

const megapixels = (count) => `${(count / 1_000_000).toFixed(count < 1_000_000_000 ? 1 : 0)} megapixels`

function refuseHuge({ width, height, pages = 1, pageHeight = height }) {
  const area = width * pageHeight
  const fix = 'Use a smaller copy or remove it.'
  if (area > maxPixels) throw new Refusal('at most 100 megapixels', `${width} by ${pageHeight}`, fix)
  if (area * pages > maxPixels)
    throw new Refusal(
      'an animation of at most 100 megapixels in total',
      `${pages.toLocaleString('en')} frames of ${width} by ${pageHeight}, ${megapixels(area * pages)}`,
      'Use only its first frame or remove it.',
    )
}

const bytesPerSample = { uchar: 1, char: 1, ushort: 2, short: 2, double: 8 }

/** Returns the bytes to decode: all samples, since interlaced or rotated pictures cannot be read line by line. */
function decodedBytes({ width, height, pageHeight = height, channels, depth }, maxBytes) {
  const sampleBytes = bytesPerSample[depth] ?? 4
  const bytes = width * pageHeight * Math.max(channels, 3) * sampleBytes
  if (bytes > maxBytes)
    throw new Refusal(
      `at most ${maxBytes / 1_000_000} MB once decoded`,
      `${width} by ${pageHeight} with ${channels} channels of ${8 * sampleBytes} bits, ${Math.round(bytes / 1_000_000)} MB`,
      'Use a smaller copy, or one with 8 bits per channel, or remove it.',
    )
  return bytes
}

/** As the picture is stored: upright, in sRGB. */
const upright = (bytes) =>
  sharp(bytes, { limitInputPixels: maxPixels, failOn: 'error', pages: 1 })
    .autoOrient()
    .resize({ width: maxSidePixels, height: maxSidePixels, fit: 'inside', withoutEnlargement: true })
    .toColourspace('srgb')
    .timeout({ seconds: secondsToDecode })

const asFull = (picture) => picture.webp({ quality: 88, effort }).toBuffer({ resolveWithObject: true })

/** Decodes once; both sizes are made from the same pixels. `full` is null if it has the size of `unchanged`. */
async function renderBoth(bytes, format, unchanged) {
  const { data, info } = await upright(bytes)
    .raw()
    .toBuffer({ resolveWithObject: true })
    .catch(refuseCorrupt(format, bytes))
  const { width, height, channels } = info
  const pixels = () => sharp(data, { raw: { width, height, channels } })
  const isUnchanged = unchanged?.width === width && unchanged.height === height
  const [full, thumb] = await Promise.all([
    isUnchanged ? null : asFull(pixels()),
    pixels()
      .resize({ width: thumbSide, height: thumbSide, fit: 'cover', withoutEnlargement: true })
      .webp({ quality: 80, effort: thumbEffort })
      .toBuffer(),
  ])
  return { full: full?.data, thumb, width, height }
}

/**
 * Renders both sizes. `full` is null for a plain WebP that is small enough to be stored unchanged. `thumb` is null if
 * `full` fits into it, but not for a plain WebP, which may have any number of bytes. If decoding needs more bytes than
 * `room`, returns only how many, from the header alone.
 */
async function render({ bytes, format, isPlain, room, maxBytes }) {
  const header = await sharp(bytes, { limitInputPixels: false }).metadata().catch(refuseCorrupt(format, bytes))
  refuseHuge(header)
  const needs = decodedBytes(header, maxBytes)
  if (needs > room) return { needs }
  const { width, height, pageHeight = height } = header
  if (isPlain || Math.max(width, pageHeight) > thumbSide) return renderBoth(bytes, format, isPlain ? header : null)
  const { data: full, info } = await asFull(upright(bytes)).catch(refuseCorrupt(format, bytes))
  return { full, thumb: null, width: info.width, height: info.height }
}

/** Returns the picture at screen or tile size; null if it is not larger. */
async function shrink({ bytes, size }) {
  const side = sides[size]
  const { width, height } = await sharp(bytes).metadata()
  if (Math.max(width, height) <= side) return null
  return sharp(bytes).resize({ width: side, height: side, fit: 'inside' }).webp({ quality: 84, effort }).toBuffer()
}

/** Returns the RGB samples of a stored picture, by row, as a model needs them; see PictureSample. */
async function sample({ bytes, resize, crop, kernel }) {
  const { data, info: from } = await sharp(bytes)
    .toColourspace('srgb')
    .removeAlpha()
    .timeout({ seconds: secondsToDecode })
    .raw()
    .toBuffer({ resolveWithObject: true })
  const scaled = (side) => Math.floor((resize.shortest * side) / Math.min(from.width, from.height))
  const to = 'shortest' in resize ? { width: scaled(from.width), height: scaled(from.height) } : resize
  return resample(data, { from, to, crop: crop ?? to, kernel })
}

const tasks = { render, shrink, sample }

async function answer({ id, task, ...input }) {
  try {
    const { buffer, byteOffset, byteLength } = input.bytes
    process.send({ id, result: await tasks[task]({ ...input, bytes: Buffer.from(buffer, byteOffset, byteLength) }) })
  } catch (error) {
    process.send(error instanceof Refusal ? { id, problem: error.problem } : { id, error: firstLine(error) })
  }
}

followParent()
process.on('message', answer)
process.send('ready')
