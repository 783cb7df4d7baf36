import { readdir } from 'node:fs/promises'
import path from 'node:path'

/** The plain files of a folder and of the folders in it, by name, as paths within it separated by “/”. */
export async function filesUnder(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)).split(path.sep).join('/'))
    .sort()
}
