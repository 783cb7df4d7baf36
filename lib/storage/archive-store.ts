import { mkdir, readdir, rm, stat } from 'node:fs/promises'
import path from 'node:path'
import { nullIfMissing } from '@/lib/file-system'
import { dataPath } from './data-path'
import { type WrittenFile, writeDurableFile } from './durable-file'

export const archiveKeptMs = 3 * 86_400_000

const folderOf = (projectId: number | string) => dataPath('archives', String(projectId))
const fileOf = (projectId: number, sha256: string) => dataPath('archives', String(projectId), `${sha256}.zip`)

const namesIn = async (folder: string) => (await nullIfMissing(readdir(folder))) ?? []

/** Stores a project's archive, replacing the previous one and what killed attempts have left. */
export async function storeArchive(projectId: number, bytes: AsyncIterable<Uint8Array>): Promise<WrittenFile> {
  const folder = folderOf(projectId)
  await mkdir(folder, { recursive: true, mode: 0o700 })
  for (const name of (await namesIn(folder)).filter((name) => name.endsWith('.partial')))
    await rm(path.join(folder, name), { force: true })
  const stored = await writeDurableFile(folder, (sha256) => fileOf(projectId, sha256), bytes)
  const others = (await namesIn(folder)).filter((name) => name.endsWith('.zip') && name !== path.basename(stored.path))
  for (const name of others) await rm(path.join(folder, name), { force: true })
  return stored
}

/** Returns the path of the archive with that checksum, or null if it was removed. */
export async function findArchive(projectId: number, sha256: string): Promise<string | null> {
  const file = fileOf(projectId, sha256)
  return (await stat(file).catch(() => null))?.isFile() ? file : null
}

export const removeArchives = (projectId: number): Promise<void> =>
  rm(folderOf(projectId), { recursive: true, force: true, maxRetries: 3 })

/** Removes expired archives, and partial files left behind by killed processes. */
export async function sweepArchives(now: Date): Promise<void> {
  for (const project of await namesIn(dataPath('archives')))
    for (const name of await namesIn(folderOf(project))) {
      const file = path.join(folderOf(project), name)
      const found = await stat(file).catch(() => null)
      if (found && now.getTime() - found.mtimeMs > archiveKeptMs) await rm(file, { force: true })
    }
}
