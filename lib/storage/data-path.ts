import path from 'node:path'
import { env } from '@/lib/env'

// A build traces path expressions and includes (and reads) every file they may refer to, such as all pictures of a data
// folder in the project. The ignore comments below prevent that, as long as the functions are in a file of their own.

export const dataPath = (...parts: string[]) =>
  path.resolve(/* turbopackIgnore: true */ env.DATA_DIR ?? '.data', ...parts)

/** Resolves a key in a folder. Throws RangeError if it leads out of it. */
export function pathInside(folder: string, key: string): string {
  const file = path.resolve(/* turbopackIgnore: true */ folder, key)
  if (file.startsWith(`${path.resolve(/* turbopackIgnore: true */ folder)}${path.sep}`)) return file
  throw new RangeError(`The key ${key} is outside the storage folder.`)
}
