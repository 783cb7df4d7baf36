import path from 'node:path'
import { env } from '@/lib/env'

// A build takes every file that a path it can follow might lead to for a part of the server, and reads it: all pictures of a
// data folder in the project, for example. It does not follow the paths that are put together here.

/** A path in the data folder of the settings. */
export const dataPath = (...parts: string[]) =>
  path.resolve(/* turbopackIgnore: true */ env.DATA_DIR ?? '.data', ...parts)

/** The path of a key in a folder. RangeError for a key that leads out of it. */
export function pathInside(folder: string, key: string): string {
  const file = path.resolve(/* turbopackIgnore: true */ folder, key)
  if (file.startsWith(`${path.resolve(/* turbopackIgnore: true */ folder)}${path.sep}`)) return file
  throw new RangeError(`The key ${key} is outside the storage folder.`)
}
