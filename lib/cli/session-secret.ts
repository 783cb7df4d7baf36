import { randomBytes } from 'node:crypto'
import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { StartError } from '@/lib/db/start-error.mjs'

/** Returns the key that signs sessions, created once in `folder` and readable only by its owner. */
export function sessionSecret(folder: string): string {
  const file = path.join(folder, 'session-secret')
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    const draft = `${file}.${process.pid}`
    writeFileSync(draft, randomBytes(32).toString('base64url'), { mode: 0o600 })
    try {
      // If two servers start at once, the first one's key is used.
      linkSync(draft, file)
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    } finally {
      rmSync(draft, { force: true })
    }
    return readFileSync(file, 'utf8')
  } catch (error) {
    throw new StartError(
      `Could not store the session secret in ${folder} (${(error as Error).message}). Set DATA_DIR to a folder that you can write to.`,
      { cause: error },
    )
  }
}
