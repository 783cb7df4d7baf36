import { createHash, randomUUID } from 'node:crypto'
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import path from 'node:path'
import sharp from 'sharp'
import { env } from '@/lib/env'

export type ImageVariant = 'full' | 'thumb'

export interface StoredImage {
  /** SHA-256 of the stored full-size bytes, in hex: its address. */
  contentHash: string
  byteSize: number
  width: number
  height: number
}

const root = () => path.resolve(env.DATA_DIR ?? '.data', 'images')
const fileOf = (hash: string, variant: ImageVariant) => path.join(root(), hash.slice(0, 2), `${hash}.${variant}.webp`)
const isHash = (text: string) => /^[0-9a-f]{64}$/.test(text)

// A reader never sees half a file: it is written beside and renamed.
async function writeWhole(file: string, bytes: Buffer) {
  await mkdir(path.dirname(file), { recursive: true })
  const temporary = `${file}.${randomUUID()}`
  await writeFile(temporary, bytes)
  await rename(temporary, file)
}

/**
 * Stores a photograph under the hash of its re-encoded bytes, with a thumbnail: turned upright, without metadata, at most
 * 2,048 pixels a side. Throws sharp's Error when the bytes are no readable raster image or have over 100 megapixels.
 */
export async function storeImage(bytes: Buffer): Promise<StoredImage> {
  const source = sharp(bytes, { limitInputPixels: 100_000_000, failOn: 'error' }).rotate()
  const { data, info } = await source
    .clone()
    .resize({ width: 2048, height: 2048, fit: 'inside', withoutEnlargement: true })
    .webp({ quality: 88 })
    .toBuffer({ resolveWithObject: true })
  const thumb = await source.clone().resize({ width: 320, height: 320, fit: 'cover' }).webp({ quality: 80 }).toBuffer()
  const contentHash = createHash('sha256').update(data).digest('hex')
  await writeWhole(fileOf(contentHash, 'thumb'), thumb)
  await writeWhole(fileOf(contentHash, 'full'), data)
  return { contentHash, byteSize: data.length, width: info.width, height: info.height }
}

/** The bytes of a stored image, always WebP; null when nothing is stored under that hash. */
export async function readImage(hash: string, variant: ImageVariant): Promise<Buffer | null> {
  if (!isHash(hash)) return null
  try {
    return await readFile(fileOf(hash, variant))
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
    throw error
  }
}
