import { hashInKey, imageKeyPrefix } from '@/lib/storage/image-store'
import type { ObjectStore } from '@/lib/storage/object-store'
import { type BackupManifest, erasuresKey, imageSuffixOf, listBackups, manifestKey, readManifest } from './manifests'
import { readLines } from './sealed-parts'

const dayMs = 86_400_000

/**
 * Also removes unfinished backups, image files that no other backup needs, and day-old partial files of killed backups.
 * Returns the names of the removed backups.
 */
export async function removeOldBackups(store: ObjectStore, keep: number): Promise<string[]> {
  const { whole, unfinished } = await listBackups(store)
  const kept = whole.slice(-keep)
  const old = [...whole.slice(0, whole.length - kept.length), ...unfinished]
  for (const name of old) await removeBackup(store, name)
  if (old.length > 0) await removeUnneededImages(store, kept)
  for (const prefix of ['2', imageKeyPrefix, erasuresKey])
    await store.removeLeftovers(prefix, new Date(Date.now() - dayMs))
  return old
}

/** Removes a backup without its image files, which others may share. */
export async function removeBackup(store: ObjectStore, name: string): Promise<void> {
  // The manifest comes first: if interrupted, the backup counts as unfinished.
  await store.remove([manifestKey(name)])
  await store.remove(await keysUnder(store, `${name}/`))
}

async function keysUnder(store: ObjectStore, prefix: string): Promise<string[]> {
  const keys: string[] = []
  for await (const { key } of store.list(prefix)) keys.push(key)
  return keys
}

export const readImageHashes = (store: ObjectStore, { images }: BackupManifest): Promise<string[]> =>
  readLines(store, images.parts, { identities: [] })

async function removeUnneededImages(store: ObjectStore, kept: readonly string[]): Promise<void> {
  const needed = new Set<string>()
  for (const name of kept) {
    const manifest = await readManifest(store, name)
    for (const hash of await readImageHashes(store, manifest)) needed.add(hash + imageSuffixOf(manifest))
  }
  const keys = await keysUnder(store, imageKeyPrefix)
  await store.remove(
    keys.filter((key) => {
      const [, imageKey = '', suffix = ''] = /^(.*\.webp)(.*)$/.exec(key) ?? []
      const hash = hashInKey(imageKey)
      return hash !== undefined && !needed.has(hash + suffix)
    }),
  )
}
