import sharp from 'sharp'
import { describe, expect, it, test } from 'vitest'
import { PictureProblem } from './picture-format'
import { MemoryBudget, pictureSamples, renderPicture, smallerPicture } from './render-picture'
import { sidewaysJpeg, solidPicture, tinyFramesGif } from './testing/pictures'

async function refusal(bytes: Buffer) {
  const error: unknown = await renderPicture(bytes).catch((cause: unknown) => cause)
  if (!(error instanceof PictureProblem)) throw new Error(`expected a PictureProblem, got ${error}`)
  return `${error.expected} | ${error.found}`
}
const pixel = async (bytes: Buffer, left: number, top: number) => [
  ...(await sharp(bytes).extract({ left, top, width: 1, height: 1 }).removeAlpha().raw().toBuffer()),
]

describe('an accepted picture', () => {
  it.each(['jpeg', 'png', 'webp', 'avif', 'gif'] as const)('may be %s, and is stored as WebP', async (format) => {
    const { full, thumb, width, height } = await renderPicture(await solidPicture(50, 40).toFormat(format).toBuffer())
    expect([width, height]).toEqual([50, 40])
    expect(await sharp(full).metadata()).toMatchObject({ format: 'webp', width: 50, height: 40 })
    expect(await sharp(thumb).metadata()).toMatchObject({ format: 'webp' })
  })

  it('is turned upright and loses its location and all other metadata', async () => {
    const given = await sidewaysJpeg()
    const before = await sharp(given).metadata()
    expect([before.width, before.height, before.orientation]).toEqual([40, 60, 6])
    expect(before.exif?.includes('Ada')).toBe(true)
    const { full, thumb, width, height } = await renderPicture(given)
    expect([width, height]).toEqual([60, 40])
    expect((await pixel(full, 5, 20))[0]).toBeGreaterThan(200)
    expect((await pixel(full, 55, 20))[0]).toBeLessThan(50)
    for (const bytes of [full, thumb]) {
      const { exif, xmp, iptc, icc, orientation } = await sharp(bytes).metadata()
      expect([exif, xmp, iptc, icc, orientation]).toEqual(Array(5).fill(undefined))
    }
  })

  it('is at most 2,048 pixels per side, and never enlarged', async () => {
    const { width, height, thumb } = await renderPicture(await solidPicture(4_096, 1_000).jpeg().toBuffer())
    expect([width, height]).toEqual([2_048, 500])
    expect(await sharp(thumb).metadata()).toMatchObject({ width: 320, height: 320 })
  })

  it('is its own thumbnail if it fits into one, unless it was uploaded as WebP of any quality', async () => {
    const fits = await renderPicture(await solidPicture(320, 200).png().toBuffer())
    expect(fits.thumb.equals(fits.full)).toBe(true)
    const larger = await renderPicture(await solidPicture(321, 200).png().toBuffer())
    expect(await sharp(larger.thumb).metadata()).toMatchObject({ width: 320, height: 200 })
    const noise = Buffer.from(Array.from({ length: 200 * 200 * 3 }, (_, k) => (Math.sin(k) * 10_000) & 255))
    const lossless = sharp(noise, { raw: { width: 200, height: 200, channels: 3 } }).webp({ lossless: true })
    const { full, thumb } = await renderPicture(await lossless.toBuffer())
    expect(thumb.length).toBeLessThan(full.length / 2)
  })

  it('is the first frame of an animation', async () => {
    const frames = [solidPicture(20, 20, 255), solidPicture(20, 20, 0)].map((frame) => frame.raw().toBuffer())
    const raw = { width: 20, height: 40, channels: 3, pageHeight: 20 } as const
    const gif = await sharp(Buffer.concat(await Promise.all(frames)), { raw })
      .gif()
      .toBuffer()
    expect((await sharp(gif).metadata()).pages).toBe(2)
    const { full, width, height } = await renderPicture(gif)
    expect([width, height]).toEqual([20, 20])
    expect((await pixel(full, 10, 10))[0]).toBeGreaterThan(200)
  })

  it('keeps its hash when it is imported again, except a WebP with metadata', async () => {
    const first = await renderPicture(await solidPicture(50, 40).png().toBuffer())
    const again = await renderPicture(first.full)
    expect(again.contentHash).toBe(first.contentHash)
    expect(again.full.equals(first.full)).toBe(true)
    const tagged = await sharp(first.full)
      .withExif({ IFD0: { Copyright: 'Ada' } })
      .webp()
      .toBuffer()
    expect((await renderPicture(tagged)).full.includes('Ada')).toBe(false)
    const trailed = Buffer.concat([first.full, Buffer.from('<script>')])
    expect((await renderPicture(trailed)).full.includes('<script>')).toBe(false)
  })
})

describe('a refused picture', () => {
  it('is detected by its bytes, whatever its name', async () => {
    const svg = '<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>'
    const wanted = 'a JPEG, PNG, WebP, AVIF or GIF image'
    expect(await refusal(Buffer.from(svg))).toBe(`${wanted} | an SVG drawing`)
    expect(await refusal(Buffer.from('<!DOCTYPE html><p>hello'))).toBe(`${wanted} | an HTML page`)
    expect(await refusal(await solidPicture(9, 9).tiff().toBuffer())).toBe(`${wanted} | a TIFF image`)
    expect(await refusal(Buffer.from('%PDF-1.7'))).toBe(`${wanted} | a PDF`)
    expect(await refusal(Buffer.from('version https://git-lfs.github.com/spec/v1'))).toContain('Git LFS')
    expect(await refusal(Buffer.alloc(0))).toBe(`${wanted} | an empty file`)
    expect(await refusal(Buffer.from('hello'))).toBe(`${wanted} | a file of another type`)
    const hidden = Buffer.concat([Buffer.from([0xff, 0xd8, 0xff]), Buffer.from(svg)])
    expect(await refusal(hidden)).toMatch(/^an undamaged JPEG image \|/)
  })

  it.each(['jpeg', 'png', 'webp', 'avif'] as const)('is a truncated %s', async (format) => {
    const noise = Buffer.from(Array.from({ length: 100 * 100 * 3 }, (_, k) => (k * k * 31) % 256))
    const bytes = await sharp(noise, { raw: { width: 100, height: 100, channels: 3 } })
      .toFormat(format)
      .toBuffer()
    expect(await refusal(bytes.subarray(0, bytes.length / 2))).toMatch(/^an undamaged .+ \| one that cannot be decoded/)
  })

  it('is a JPEG without its end, and the reason is the same when others are decoded at once', async () => {
    const noise = Buffer.from(Array.from({ length: 800 * 600 * 3 }, (_, k) => (k * k * 31) % 256))
    const jpeg = await sharp(noise, { raw: { width: 800, height: 600, channels: 3 } })
      .jpeg()
      .toBuffer()
    const half = jpeg.subarray(0, jpeg.length / 2)
    const reasons = new Set<string>()
    const refuse = async () => reasons.add(await refusal(half))
    await Promise.all(Array.from({ length: 40 }, (_, k) => (k % 4 ? refuse() : renderPicture(jpeg))))
    expect([...reasons]).toEqual(['an undamaged JPEG image | one that cannot be decoded (its end is missing)'])
  })

  it('has over 100 megapixels', async () => {
    expect(await refusal(await solidPicture(10_001, 10_000).png().toBuffer())).toBe(
      'at most 100 megapixels | 10001 by 10000',
    )
  })

  it('takes over 400 MB once decoded, as with 16 bits per channel', async () => {
    const deep = await solidPicture(9_000, 9_000).toColourspace('rgb16').png().toBuffer()
    expect(await refusal(deep)).toBe('at most 400 MB once decoded | 9000 by 9000 with 3 channels of 16 bits, 486 MB')
  })

  it('is an animation that expands to over 100 megapixels', async () => {
    const bomb = tinyFramesGif(2_000, 2_000, 1_000)
    expect(bomb.length).toBeLessThan(30_000)
    expect(await refusal(bomb)).toMatch(/\| 1,000 frames of 2000 by 2000, 4000 megapixels$/)
    await renderPicture(tinyFramesGif(200, 200, 100))
  })
})

describe('a picture for the screen', () => {
  it('fits into 1,280 pixels per side, and is unchanged if it already does', async () => {
    const large = await solidPicture(2_000, 1_000).webp().toBuffer()
    const { width, height } = await sharp(await smallerPicture(large, 'screen')).metadata()
    expect([width, height]).toEqual([1_280, 640])
    const small = await solidPicture(1_280, 900).webp().toBuffer()
    expect(await smallerPicture(small, 'screen')).toBe(small)
  })
})

test('a memory budget starts work that fits at once, queues the rest in order, and releases memory on failure', async () => {
  const budget = new MemoryBudget(100)
  let used = 0
  let most = 0
  const order: number[] = []
  const work = (bytes: number, name: number) =>
    budget.run(bytes, async () => {
      used += bytes
      most = Math.max(most, used)
      order.push(name)
      await new Promise((resolve) => setTimeout(resolve, 2))
      used -= bytes
      if (name === 2) throw new Error('broken')
    })
  const done = await Promise.allSettled([work(40, 1), work(60, 2), work(100, 3), work(10, 4), work(30, 5)])
  expect(done.map(({ status }) => status)).toEqual(
    [...'fr', ...'fff'].map((s) => (s === 'f' ? 'fulfilled' : 'rejected')),
  )
  expect(order).toEqual([1, 2, 3, 4, 5])
  expect(most).toBe(100)
  await expect(budget.run(101, async () => {})).rejects.toThrow(RangeError)
})

describe('the samples of a stored picture', () => {
  const row = [0, 200, 40, 255, 90, 10, 130, 60]
  const stored = async (height: number) =>
    sharp(
      Uint8Array.from({ length: 24 * height }, (_, at) => row[Math.floor(at / 3) % 8]!),
      {
        raw: { width: 8, height, channels: 3 },
      },
    )
      .webp({ lossless: true })
      .toBuffer()
  const firstRow = (samples: Uint8Array, width: number) =>
    [...samples.slice(0, 3 * width)].filter((_, at) => at % 3 === 0)

  // Computed with Pillow 13.
  it.each([
    ['nearest', [200, 90, 130], [0, 0, 200, 200, 40, 40, 255, 255, 90, 90, 10, 10, 130, 130, 60, 60]],
    ['linear', [109, 123, 78], [0, 50, 150, 160, 80, 94, 201, 214, 131, 70, 30, 40, 100, 113, 78, 60]],
    ['cubic', [104, 128, 72], [0, 41, 167, 177, 62, 76, 219, 238, 134, 59, 14, 30, 109, 123, 76, 54]],
    ['lanczos3', [106, 131, 67], [0, 48, 171, 178, 59, 72, 213, 253, 151, 42, 1, 36, 110, 126, 80, 46]],
  ] as const)('are those of PIL with %s, for smaller and larger sizes', async (kernel, smaller, larger) => {
    const full = await stored(8)
    for (const expected of [smaller, larger]) {
      const resize = { width: expected.length, height: 5 }
      const samples = await pictureSamples(full, { resize, crop: null, kernel })
      expect(samples).toHaveLength(3 * 5 * expected.length)
      for (const [at, value] of firstRow(samples, expected.length).entries())
        expect(Math.abs(value - expected[at]!)).toBeLessThanOrEqual(1)
    }
  })

  it('are those of its center after the shortest edge is resized', async () => {
    const samples = await pictureSamples(await stored(4), {
      ...{ resize: { shortest: 4 }, crop: { width: 3, height: 2 }, kernel: 'nearest' },
    })
    expect(samples).toHaveLength(18)
    expect(firstRow(samples, 3)).toEqual([40, 255, 90])
  })

  it('need no more memory than the center, however long the picture is', async () => {
    const long = await sharp(Buffer.alloc(6_144, 80), { raw: { width: 2_048, height: 1, channels: 3 } })
      .webp()
      .toBuffer()
    const sample = { resize: { shortest: 4_096 }, crop: { width: 4, height: 4 }, kernel: 'cubic' } as const
    expect(new Set(await pictureSamples(long, sample)).size).toBe(1)
  })
})
