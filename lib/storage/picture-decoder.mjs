// A process of its own that decodes pictures and knows nothing else: what strangers sent is read by code in C, and whatever
// that does, it happens here. Plain JavaScript, so that it runs from where it lies as well as from dist. See decoder-process.ts.
import { writeFileSync } from 'node:fs'
import sharp from 'sharp'

/** Pictures are shown at most this large. */
const longestSide = 2_048
const thumbSide = 320
/** What is sent to look at the whole picture, or at it among others. */
const sides = { screen: 1_280, tile: 640 }
/** Of a picture, and of all frames of an animation together. */
const mostPixels = 100_000_000
const secondsToDecode = 60
// Half the time of the default for one percent more bytes.
const effort = 2

// Only what is taken here is ever decoded, whatever reaches a decoder.
sharp.block({ operation: ['VipsForeignLoad'] })
sharp.unblock({
  operation: ['Jpeg', 'Png', 'Webp', 'Heif', 'Nsgif'].map((loader) => `VipsForeignLoad${loader}`),
})
// Many pictures are decoded at once, each on one thread.
sharp.concurrency(1)
sharp.cache(false)

/** Why a picture cannot be taken: what was expected, what was found, and what to do. */
class Refusal extends Error {
  constructor(...problem) {
    super(problem.join(' '))
    this.problem = problem
  }
}

const names = { jpeg: 'JPEG', png: 'PNG', webp: 'WebP', avif: 'AVIF', gif: 'GIF' }
// Decoders name the place in their own code; what they say first is enough for people.
const firstLine = (cause) => (cause instanceof Error ? cause.message : String(cause)).split('\n')[0].trim()

const refuseCorrupt = (format) => (cause) => {
  const found = `one that cannot be decoded (${firstLine(cause)})`
  throw new Refusal(`an undamaged ${names[format]} image`, found, 'Use an undamaged copy or remove it.')
}

const megapixels = (count) => `${(count / 1_000_000).toFixed(count < 1_000_000_000 ? 1 : 0)} megapixels`

function refuseHuge({ width, height, pages = 1, pageHeight = height }) {
  const area = width * pageHeight
  const mend = 'Use a smaller copy or remove it.'
  if (area > mostPixels) throw new Refusal('at most 100 megapixels', `${width} by ${pageHeight}`, mend)
  if (area * pages > mostPixels)
    throw new Refusal(
      'an animation of at most 100 megapixels in total',
      `${pages.toLocaleString('en')} frames of ${width} by ${pageHeight}, ${megapixels(area * pages)}`,
      'Use only its first frame or remove it.',
    )
}

const bytesPerSample = { uchar: 1, char: 1, ushort: 2, short: 2, double: 8 }

/**
 * What decoding may take in memory: every sample of the picture at once, since interlaced and turned pictures cannot be read
 * line by line.
 */
function decodedBytes({ width, height, pageHeight = height, channels, depth }, mostBytes) {
  const sampleBytes = bytesPerSample[depth] ?? 4
  const bytes = width * pageHeight * Math.max(channels, 3) * sampleBytes
  if (bytes > mostBytes)
    throw new Refusal(
      `at most ${mostBytes / 1_000_000} MB once decoded`,
      `${width} by ${pageHeight} with ${channels} channels of ${8 * sampleBytes} bits, ${Math.round(bytes / 1_000_000)} MB`,
      'Use a smaller copy, or one with 8 bits per channel, or remove it.',
    )
  return bytes
}

/** Bytes that decoding takes, by the header alone. */
async function measure({ bytes, format, mostBytes }) {
  const header = await sharp(bytes, { limitInputPixels: false }).metadata().catch(refuseCorrupt(format))
  refuseHuge(header)
  return decodedBytes(header, mostBytes)
}

/** Decodes once: both sizes are made of the same pixels. */
async function decode(bytes) {
  const { data, info } = await sharp(bytes, { limitInputPixels: mostPixels, failOn: 'error', pages: 1 })
    .autoOrient()
    .resize({ width: longestSide, height: longestSide, fit: 'inside', withoutEnlargement: true })
    .toColourspace('srgb')
    .timeout({ seconds: secondsToDecode })
    .raw()
    .toBuffer({ resolveWithObject: true })
  const { width, height, channels } = info
  return { pixels: () => sharp(data, { raw: { width, height, channels } }), width, height }
}

/** Both sizes; `full` is null for a plain WebP that is no larger than what is kept: it is kept as it is. */
async function render({ bytes, format, isPlain }) {
  const { pixels, width, height } = await decode(bytes).catch(refuseCorrupt(format))
  const given = isPlain && (await sharp(bytes).metadata())
  const isAsStored = given && given.width === width && given.height === height
  const [full, thumb] = await Promise.all([
    isAsStored ? null : pixels().webp({ quality: 88, effort }).toBuffer(),
    pixels()
      .resize({ width: thumbSide, height: thumbSide, fit: 'cover', withoutEnlargement: true })
      .webp({ quality: 80, effort })
      .toBuffer(),
  ])
  return { full, thumb, width, height }
}

/** A picture at the size of a screen or of a tile; null for one that is no larger as it is. */
async function shrink({ bytes, size }) {
  const side = sides[size]
  const { width, height } = await sharp(bytes).metadata()
  if (Math.max(width, height) <= side) return null
  return sharp(bytes).resize({ width: side, height: side, fit: 'inside' }).webp({ quality: 84, effort }).toBuffer()
}

const tasks = { measure, render, shrink }

async function answer({ id, task, ...input }) {
  try {
    process.send({ id, result: await tasks[task]({ ...input, bytes: Buffer.from(input.bytes) }) })
  } catch (error) {
    process.send(error instanceof Refusal ? { id, problem: error.problem } : { id, error: firstLine(error) })
  }
}

// Where memory runs out, Linux ends this process rather than the server or the database.
try {
  writeFileSync('/proc/self/oom_score_adj', '1000')
} catch {
  // Another system, or one that does not allow it.
}
process.on('disconnect', () => process.exit(0))
// Signals to the whole group are for the server, which first lets its work end.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => {})
process.on('message', answer)
process.send('ready')
