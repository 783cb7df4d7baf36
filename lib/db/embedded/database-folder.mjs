// Plain JavaScript, because `npm start` decides where the database goes before any package is installed.
import { accessSync, chmodSync, chownSync, constants, existsSync, mkdirSync, realpathSync, statSync } from 'node:fs'
import path from 'node:path'
import { StartError } from '../start-error.mjs'
import { firstClosedFolder, foldersInPath, serverAccount } from './server-account.mjs'

/** @typedef {import('./server-account.mjs').ServerAccount} ServerAccount */

const temporary = ['/tmp', '/var/tmp', '/dev/shm', '/run', '/private/tmp', '/private/var/tmp']

/** @param {string} folder */
export const isTemporaryFolder = (folder) =>
  temporary.some((parent) => folder === parent || folder.startsWith(`${parent}/`))

/**
 * Creates the folder for the server's data, password and log, owned by the account that the server runs as. Throws
 * StartError with the reason if PostgreSQL cannot keep its data there.
 * @param {string} wanted
 * @returns {{ folder: string, account: ServerAccount }} the folder without symbolic links
 */
export function prepareDatabaseFolder(wanted) {
  const folder = realFolder(wanted)
  const file = fileInPath(folder)
  if (file) throw unfit(folder, `${file} is not a folder`)
  const account = serverAccount(path.join(folder, 'data'))
  // pg_ctl passes paths to a shell in double quotes.
  if (process.platform !== 'win32' && /["$`\\]/.test(folder))
    throw unfit(folder, 'its path contains a character that PostgreSQL cannot use (one of " $ ` \\)')
  // A start with DATABASE_URL may have closed it to PostgreSQL's account.
  if (existsSync(path.dirname(folder))) restrictAccess(path.dirname(folder), account)
  const closed = firstClosedFolder(path.dirname(folder), account)
  if (closed) throw unfit(folder, `PostgreSQL runs as "${account.name}" here, which cannot access ${closed}`)
  makeFolder(folder, account)
  restrictAccess(path.dirname(folder), account)
  return { folder, account }
}

/** @param {string} folder */
export const fileInPath = (folder) =>
  foldersInPath(folder).find((step) => existsSync(step) && !statSync(step).isDirectory())

/** @param {string} folder @param {string} reason @param {unknown} [cause] */
const unfit = (folder, reason, cause) =>
  Object.assign(
    new StartError(
      `The database cannot be stored in ${folder}: ${reason}. Set DATA_DIR to another folder, for example: DATA_DIR=/var/lib/reassess npm start`,
      { cause },
    ),
    { reason },
  )

/** Resolves links in the part of the path that exists. */
function realFolder(/** @type {string} */ folder) {
  const steps = foldersInPath(path.resolve(folder))
  const present = steps.findLast((step) => existsSync(step)) ?? '/'
  return path.join(realpathSync(present), path.relative(present, path.resolve(folder)))
}

/**
 * Closes a folder to other users, because it also holds secrets, images and uploads. If the server runs as another
 * account, that account can still traverse it. A folder that someone else created and named keeps its permissions.
 * @param {string} folder @param {ServerAccount} account
 */
export function restrictAccess(folder, { ids }) {
  const isOurs = path.basename(folder) === '.data' || path.basename(path.dirname(folder)) === 'reassess'
  if (process.platform === 'win32' || !isOurs || statSync(folder).uid !== process.getuid?.()) return
  chmodSync(folder, ids.uid === undefined ? 0o700 : 0o711)
}

/** @param {string} folder @param {ServerAccount} account */
function makeFolder(folder, { ids }) {
  const existing = statSync(folder, { throwIfNoEntry: false })
  const user = process.getuid?.()
  if (existing && user !== undefined && user !== 0 && existing.uid !== user)
    throw unfit(folder, `it belongs to another user (number ${existing.uid}), who may have a database there`)
  try {
    const missing = foldersInPath(folder).filter((step) => !existsSync(step))
    // One by one: Node's recursive mkdir never returns on file systems that refuse folders, such as /proc.
    for (const step of missing) mkdirSync(step, { mode: 0o700 })
    if (ids.uid !== undefined && ids.gid !== undefined) {
      // A strict umask would close the new folders to the server's account.
      for (const step of missing.slice(0, -1)) chmodSync(step, 0o711)
      chownSync(folder, ids.uid, ids.gid)
    }
    chmodSync(folder, 0o700)
    accessSync(folder, constants.R_OK | constants.W_OK | constants.X_OK)
  } catch (error) {
    throw unfit(folder, whyNot(/** @type {NodeJS.ErrnoException} */ (error)), error)
  }
  if (process.platform !== 'win32' && (statSync(folder).mode & 0o077) !== 0)
    throw unfit(
      folder,
      'its file system does not support permissions, and PostgreSQL needs a folder that others cannot read',
    )
}

/** @param {NodeJS.ErrnoException} error */
function whyNot({ code, message }) {
  if (code === 'EACCES' || code === 'EPERM') return 'you have no permission to write there'
  return code === 'EROFS' ? 'it is on a read-only file system' : message
}
