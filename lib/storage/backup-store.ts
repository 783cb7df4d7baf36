import { rmdir, stat } from 'node:fs/promises'
import path from 'node:path'
import { AppError } from '@/lib/errors'
import { makeFolder, writeProblem } from '@/lib/file-system'
import { localStore } from './local-store'
import type { ObjectStore } from './object-store'
import { s3Settings, s3Store } from './s3-store'

/** A view of `store` in which all keys have the prefix `prefix`. */
function under(prefix: string, store: ObjectStore): ObjectStore {
  return {
    put: (key, bytes, mediaType) => store.put(prefix + key, bytes, mediaType),
    get: (key) => store.get(prefix + key),
    stream: (key) => store.stream(prefix + key),
    has: (key) => store.has(prefix + key),
    async *list(start) {
      for await (const { key, byteSize } of store.list(prefix + start))
        yield { key: key.slice(prefix.length), byteSize }
    },
    remove: (keys) => store.remove(keys.map((key) => prefix + key)),
    removeLeftovers: (start, before) => store.removeLeftovers(prefix + start, before),
  }
}

/** Returns the bucket of a backup location and what its keys begin with; null for a folder. */
export function bucketOfBackups(where: string): { bucket: string; prefix: string } | null {
  const [, bucket, folder] = /^s3:\/\/([^/]+)(?:\/(.*?))?\/*$/.exec(where) ?? []
  return bucket === undefined ? null : { bucket, prefix: folder ? `${folder}/` : 'backups/' }
}

/**
 * Opens a backup location: a folder, or `s3://bucket/prefix` with the server and access key of the settings `S3_*`.
 * Throws AppError `invalid-input` for anything else, and `not-found` if a folder to read from does not exist.
 */
export async function openBackupStore(where: string, { isRead = false } = {}): Promise<ObjectStore> {
  const inBucket = bucketOfBackups(where)
  if (inBucket) return under(inBucket.prefix, s3Store(s3Settings(inBucket.bucket)))
  if (/^[a-z][a-z0-9+.-]*:\/\//i.test(where))
    throw new AppError('invalid-input', `Backups are kept in a folder or in s3://bucket/prefix, not at “${where}”.`)
  const folder = path.resolve(where)
  if (!isRead) await makeFolder(folder, 0o700)
  else if (!(await stat(folder).catch(() => null))?.isDirectory())
    throw new AppError('not-found', `The folder ${folder} does not exist.`)
  const store = localStore(folder)
  // Empty folders would look like backups. Nothing else writes here at the same time.
  const removeEmptied = async (keys: readonly string[]) => {
    for (const name of new Set(keys.map((key) => path.dirname(key))))
      await rmdir(path.join(folder, name)).catch(() => {})
  }
  return {
    ...store,
    put: async (key, bytes, mediaType) => {
      await store.put(key, bytes, mediaType).catch((error: unknown) => {
        throw writeProblem(`The backup in ${folder}`, error)
      })
    },
    remove: async (keys) => {
      await store.remove(keys)
      await removeEmptied(keys)
    },
    removeLeftovers: async (prefix, before) => {
      const left = await store.removeLeftovers(prefix, before)
      await removeEmptied(left)
      return left
    },
  }
}
