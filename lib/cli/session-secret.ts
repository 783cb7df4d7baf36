import { randomBytes } from 'node:crypto'
import { existsSync, linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { StartError } from '@/lib/db/start-error.mjs'
import { readProblem, writeProblem } from '@/lib/file-system'
import { minSecretLength } from '@/lib/setting-rules.mjs'

/** Returns the key that signs sessions, created once in `folder` and readable only by its owner. */
export function sessionSecret(folder: string): string {
  const file = path.join(folder, 'session-secret')
  if (!existsSync(file)) createSecret(file)
  const secret = readSecret(file)
  if (secret.length >= minSecretLength) return secret
  throw new StartError(
    `The session secret in ${file} is damaged: it has fewer than ${minSecretLength} characters. Restore it from a copy, or delete the file: a new one is then created, everyone must sign in again, and codes of authenticator apps are rejected.`,
  )
}

/** Without the newline that an editor has added to a copied secret. */
function readSecret(file: string): string {
  try {
    return readFileSync(file, 'utf8').replace(/\r?\n$/, '')
  } catch (error) {
    throw readProblem(file, error)
  }
}

function createSecret(file: string): void {
  const draft = `${file}.${process.pid}`
  try {
    mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 })
    writeFileSync(draft, randomBytes(32).toString('base64url'), { mode: 0o600 })
    // If two servers start at once, the first one's key is used.
    linkSync(draft, file)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST')
      throw writeProblem(`The session secret in DATA_DIR, ${file},`, error)
  } finally {
    rmSync(draft, { force: true })
  }
}
