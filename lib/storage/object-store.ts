import type { Readable } from 'node:stream'

export interface StoredObject {
  key: string
  byteSize: number
}

/** Where bytes are kept under keys such as `images/ab/….full.webp`. What is under a key never changes. */
export interface ObjectStore {
  /** A reader sees all of it or nothing. */
  put(key: string, bytes: Uint8Array, mediaType: string): Promise<void>
  /** Null when nothing is kept under that key. */
  get(key: string): Promise<Buffer | null>
  /** As `get`, without holding the bytes. */
  stream(key: string): Promise<Readable | null>
  has(key: string): Promise<boolean>
  /** What is kept under keys that begin so, in the order of the keys. */
  list(prefix: string): AsyncGenerator<StoredObject, void, undefined>
  /** Removes what is kept under keys; those under which there is nothing are passed over. */
  remove(keys: readonly string[]): Promise<void>
}
