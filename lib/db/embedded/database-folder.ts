import { createHash } from 'node:crypto'
import { accessSync, chmodSync, chownSync, constants, existsSync, mkdirSync, realpathSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { StartError } from '@/lib/db/start-error'
import { firstClosedFolder, foldersOnTheWay, type ServerAccount, serverAccount } from './server-account'

const cleaned = ['/tmp', '/var/tmp', '/dev/shm', '/private/tmp', '/private/var/tmp']
const askForDataDir =
  'Set DATA_DIR to a folder that stays and that it can use, for example: DATA_DIR=/var/lib/reassess npm start'

/** Whether a folder lies where the system throws files away. */
export const isCleanedFolder = (folder: string, places: string[] = cleaned) =>
  places.some((place) => folder === place || folder.startsWith(`${place}/`))

/**
 * Makes the folder that holds the server's data, password and log, owned by the server's account. Real data must lie
 * where they stay and where that account may go; throw-away data of tests move to the temporary folder instead.
 */
export function prepareDatabaseFolder(wanted: string, isDurable: boolean): { folder: string; account: ServerAccount } {
  let folder = realFolder(wanted)
  if (isDurable && isCleanedFolder(folder))
    throw new StartError(
      `The database will not be kept in ${folder}, because the system empties that place. ${askForDataDir}`,
    )
  const account = serverAccount(path.join(folder, 'data'))
  const closed = firstClosedFolder(path.dirname(folder), account)
  if (closed && isDurable)
    throw new StartError(
      `The database cannot lie in ${folder}: PostgreSQL does not run as root but as ${account.name} here, who may not enter ${closed}. ${askForDataDir}`,
    )
  if (closed) {
    const name = `reassess-${createHash('sha256').update(folder).digest('hex').slice(0, 12)}`
    folder = path.join(realpathSync(os.tmpdir()), name)
  }
  makeFolder(folder, account)
  return { folder, account }
}

/** Resolves links in the part of the path that exists. */
function realFolder(folder: string): string {
  const steps = foldersOnTheWay(path.resolve(folder))
  const there = steps.findLast((step) => existsSync(step)) ?? '/'
  return path.join(realpathSync(there), path.relative(there, path.resolve(folder)))
}

function makeFolder(folder: string, { ids }: ServerAccount): void {
  try {
    const missing = foldersOnTheWay(folder).filter((step) => !existsSync(step))
    // One by one: Node's recursive mkdir never returns where a file system refuses folders, as /proc does.
    for (const step of missing) mkdirSync(step)
    if (ids.uid !== undefined && ids.gid !== undefined) {
      // A strict umask would close the new folders to the server's account.
      for (const step of missing.slice(0, -1)) chmodSync(step, 0o755)
      chownSync(folder, ids.uid, ids.gid)
    }
    chmodSync(folder, 0o700)
    accessSync(folder, constants.R_OK | constants.W_OK | constants.X_OK)
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code
    const why =
      code === 'EACCES' || code === 'EPERM'
        ? 'you have no permission to write there'
        : code === 'EROFS'
          ? 'it is on a read-only file system'
          : (error as Error).message
    throw new StartError(`The database cannot lie in ${folder}: ${why}. ${askForDataDir}`, { cause: error })
  }
}
