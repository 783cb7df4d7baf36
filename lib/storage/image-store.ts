import type { Readable } from 'node:stream'
import { env } from '@/lib/env'
import { dataPath } from './data-path'
import { localStore } from './local-store'
import type { ObjectStore } from './object-store'
import { renderPicture, smallerPicture } from './render-picture'
import { s3Settings, s3Store } from './s3-store'

/** Longest side: `screen` 1,280 pixels, for viewing the whole image; `tile` 640, for grids; `full` for zooming. */
export type ImageVariant = 'full' | 'screen' | 'tile' | 'thumb'

export interface StoredImage {
  /** SHA-256 of the stored full-size bytes, in hex. */
  contentHash: string
  byteSize: number
  width: number
  height: number
}

/** Images of all projects share this prefix, so they must only be read through a project. */
export const imageKeyPrefix = 'images/'
const keyOf = (hash: string, variant: ImageVariant) => `${imageKeyPrefix}${hash.slice(0, 2)}/${hash}.${variant}.webp`
const keyPattern = /^images\/[0-9a-f]{2}\/([0-9a-f]{64})\.(?:full|screen|tile|thumb)\.webp$/
/** The files of an image from which the other sizes can be regenerated. */
export const permanentKeys = (hash: string) => [keyOf(hash, 'full'), keyOf(hash, 'thumb')]
export const hashInKey = (key: string): string | undefined => keyPattern.exec(key)?.[1]
const isHash = (text: string) => /^[0-9a-f]{64}$/.test(text)

let chosen: { settings: string; store: ObjectStore } | null = null

export function imageStore(): ObjectStore {
  const { STORAGE, S3_BUCKET, S3_ENDPOINT, DATA_DIR } = env
  const settings = JSON.stringify([STORAGE, S3_BUCKET, S3_ENDPOINT, DATA_DIR])
  if (chosen?.settings !== settings) {
    const isBucket = STORAGE === 's3' && S3_BUCKET !== undefined
    const store = isBucket ? s3Store(s3Settings(S3_BUCKET)) : localStore(dataPath())
    chosen = { settings, store }
  }
  return chosen.store
}

/**
 * Stores a picture under the hash of its re-encoded bytes, with a thumbnail: upright, without metadata, at most 2,048
 * pixels per side. Throws PictureProblem if the bytes are not a supported picture.
 */
export async function storeImage(bytes: Buffer, store = imageStore()): Promise<StoredImage> {
  const { contentHash, full, thumb, width, height } = await renderPicture(bytes)
  await store.put(keyOf(contentHash, 'thumb'), thumb, 'image/webp')
  await store.put(keyOf(contentHash, 'full'), full, 'image/webp')
  return { contentHash, byteSize: full.length, width, height }
}

/** Whether the files of an image are stored from which its other sizes can be made. */
export async function hasImage(hash: string, store = imageStore()): Promise<boolean> {
  const found = await Promise.all(permanentKeys(hash).map((key) => store.has(key)))
  return found.every(Boolean)
}

/** Returns a stored image as WebP; null if the hash is unknown. */
export async function readImage(hash: string, variant: ImageVariant, store = imageStore()): Promise<Buffer | null> {
  if (!isHash(hash)) return null
  const bytes = await store.get(keyOf(hash, variant))
  if (bytes || (variant !== 'screen' && variant !== 'tile')) return bytes
  // Created on first view, because most images of a large set are never rated.
  const full = await store.get(keyOf(hash, 'full'))
  if (!full) return null
  const made = await smallerPicture(full, variant)
  await store.put(keyOf(hash, variant), made, 'image/webp')
  return made
}

/** Returns the full picture as a stream; null if the hash is unknown. */
export const streamImage = async (hash: string): Promise<Readable | null> =>
  isHash(hash) ? imageStore().stream(keyOf(hash, 'full')) : null

export interface ImageFiles {
  contentHash: string
  keys: string[]
  byteSize: number
}

/** Lists the stored files, grouped by image. Skips files that do not belong to an image. */
export async function* listImageFiles(store = imageStore()): AsyncGenerator<ImageFiles, void, undefined> {
  let image: ImageFiles = { contentHash: '', keys: [], byteSize: 0 }
  for await (const { key, byteSize } of store.list(imageKeyPrefix)) {
    const contentHash = hashInKey(key)
    if (contentHash === undefined) continue
    if (image.contentHash !== contentHash) {
      if (image.keys.length > 0) yield image
      image = { contentHash, keys: [], byteSize: 0 }
    }
    image.keys.push(key)
    image.byteSize += byteSize
  }
  if (image.keys.length > 0) yield image
}

export const removeImageFiles = (images: readonly ImageFiles[], store = imageStore()): Promise<void> =>
  store.remove(images.flatMap(({ keys }) => keys))
