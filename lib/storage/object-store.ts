import type { Readable } from 'node:stream'
import { AppError } from '@/lib/errors'

/** What was read is not what was written. */
export class DamagedFile extends AppError {}

export interface StoredObject {
  key: string
  byteSize: number
}

/** Stores bytes under keys such as `images/ab/….full.webp`. The content of a key never changes. */
export interface ObjectStore {
  /** Atomic: a reader sees everything or nothing. */
  put(key: string, bytes: Uint8Array, mediaType: string): Promise<void>
  /** Null if the key does not exist. */
  get(key: string): Promise<Buffer | null>
  /** Like `get`, as a stream. */
  stream(key: string): Promise<Readable | null>
  has(key: string): Promise<boolean>
  /** Lists the objects whose keys have this prefix, ordered by key. */
  list(prefix: string): AsyncGenerator<StoredObject, void, undefined>
  /** Removes objects; ignores missing keys. */
  remove(keys: readonly string[]): Promise<void>
  /** Removes what killed writes of keys with this prefix left before `before`, and returns the names. */
  removeLeftovers(prefix: string, before: Date): Promise<string[]>
}
