import { readFile } from 'node:fs/promises'
import path from 'node:path'

const readOrNull = (file: string) => readFile(file, 'utf8').catch(() => null)

/** Returns the checked-out commit from git's own files, since git need not be installed. */
async function checkedOutCommit(projectRoot: string): Promise<string | null> {
  const folder = path.join(/* turbopackIgnore: true */ projectRoot, '.git')
  const head = (await readOrNull(path.join(/* turbopackIgnore: true */ folder, 'HEAD')))?.trim()
  const name = head?.match(/^ref: (.+)$/)?.[1]
  if (!name) return head ?? null
  const loose = (await readOrNull(path.join(/* turbopackIgnore: true */ folder, name)))?.trim()
  if (loose) return loose
  const packed = await readOrNull(path.join(/* turbopackIgnore: true */ folder, 'packed-refs'))
  return packed?.match(new RegExp(`^([0-9a-f]{40}) ${name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}$`, 'm'))?.[1] ?? null
}

/**
 * Returns the package's version and the commit, as in `0.1.0+1a2b3c4d5e6f`, or null if package.json has no version.
 * Reads no settings, so that `reassess --version` works with invalid ones.
 */
export async function installedVersion(projectRoot: string): Promise<string | null> {
  const text = await readOrNull(path.join(projectRoot, 'package.json'))
  const version: unknown = text ? JSON.parse(text).version : null
  const commit = await checkedOutCommit(projectRoot)
  return typeof version === 'string' ? [version, commit?.slice(0, 12)].filter(Boolean).join('+') : null
}
