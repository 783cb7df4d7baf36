// Plain JavaScript, because the folder is chosen before any package is installed.
import { createHash } from 'node:crypto'
import { chmodSync, existsSync, mkdirSync, readFileSync, realpathSync, rmSync, statSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { closeToOthers, isTemporaryFolder, prepareDatabaseFolder } from './database-folder.mjs'

/**
 * Where everything outside DATABASE_URL is kept: the embedded database, images, secrets, logs. It is DATA_DIR, or the
 * folder that an earlier start chose, or .data in the checkout, or, where PostgreSQL cannot keep its data there, a folder
 * for this checkout below /var/lib (root) or the user's data home. The choice is noted in .data/location.
 *
 * Throws a StartError when DATA_DIR cannot hold the database, or no folder can.
 * @param {string} root the checkout
 * @param {{ DATA_DIR?: string, DATABASE_URL?: string, DB_DURABLE?: string, XDG_DATA_HOME?: string }} env
 * @returns {{ folder: string, notices: string[] }} notices are lines for the person who starts
 */
export function chooseDataFolder(root, env) {
  openRootFolder()
  if (env.DATA_DIR) return checked(path.resolve(root, env.DATA_DIR), env, [])
  const inCheckout = path.join(root, '.data')
  const noted = readNote(inCheckout)
  if (noted) return checked(noted, env, [])
  const attempt = tryFolder(inCheckout, env)
  if (!attempt) return checked(inCheckout, env, [])
  // What is there already is somebody's data: another, empty database would look like a loss.
  if (existsSync(path.join(inCheckout, 'postgres')) && !attempt.isNew) throw attempt.error
  const failures = [attempt.error]
  for (const folder of alternatives(root, env)) {
    const failure = tryFolder(folder, env)
    if (failure) failures.push(failure.error)
    else {
      writeNote(inCheckout, folder)
      return checked(folder, env, [`Data is stored in ${folder}, because ${attempt.error.reason}.`])
    }
  }
  throw failures[0]
}

/** A database of one's own needs PostgreSQL's demands met; beside DATABASE_URL a folder that can be written is enough. */
function checked(folder, env, notices) {
  if (!env.DATABASE_URL) prepareDatabaseFolder(path.join(folder, 'postgres'))
  if (env.DB_DURABLE !== '0' && isTemporaryFolder(realpathSync(existsSync(folder) ? folder : '/')))
    notices.push(
      `Warning: the system may delete files in ${folder}. Set DATA_DIR to a permanent folder to keep your data.`,
    )
  return { folder, notices }
}

function tryFolder(folder, env) {
  const isNew = !existsSync(path.join(folder, 'postgres'))
  try {
    if (env.DATABASE_URL) writeProbe(folder)
    else prepareDatabaseFolder(path.join(folder, 'postgres'))
    return null
  } catch (error) {
    if (!('reason' in error)) throw error
    return { error, isNew }
  }
}

function writeProbe(folder) {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    openRootFolder()
    closeToOthers(folder, { name: 'you', ids: {} })
    writeFileSync(path.join(folder, '.probe'), '')
    rmSync(path.join(folder, '.probe'))
  } catch (error) {
    throw Object.assign(error, { reason: `${folder} is not writable (${error.code})` })
  }
}

/** What root's checkouts have in common. Each has a folder in it, which is closed to others. */
const rootFolder = '/var/lib/reassess'

/** PostgreSQL runs as another account when root starts it: it has to pass through, whoever made the folder and how. */
function openRootFolder() {
  const found = statSync(rootFolder, { throwIfNoEntry: false })
  if (process.getuid?.() === 0 && found?.isDirectory() && found.uid === 0) chmodSync(rootFolder, found.mode | 0o111)
}

function alternatives(root, env) {
  const name = checkoutName(root)
  if (process.getuid?.() === 0) return [`${rootFolder}/${name}`, path.join(os.tmpdir(), 'reassess', name)]
  const home = homeFolder()
  const dataHome = env.XDG_DATA_HOME || (home && path.join(home, '.local/share'))
  const folders = dataHome ? [path.join(dataHome, 'reassess', name)] : []
  return [...folders, path.join(os.tmpdir(), `reassess-${process.getuid?.() ?? 'user'}`, name)]
}

/** The same for every start from one checkout, and different for another checkout of the same name. */
export function checkoutName(root) {
  const real = realpathSync(root)
  const readable = path.basename(real).replace(/[^A-Za-z0-9._-]+/g, '-') || 'checkout'
  return `${readable}-${createHash('sha256').update(real).digest('hex').slice(0, 8)}`
}

function homeFolder() {
  try {
    return os.homedir()
  } catch {
    return null
  }
}

const noteFile = (inCheckout) => path.join(inCheckout, 'location')

function readNote(inCheckout) {
  const file = noteFile(inCheckout)
  return existsSync(file) ? readFileSync(file, 'utf8').trim() || null : null
}

/** A checkout that cannot be written needs no note: the choice depends on its path and the user alone. */
function writeNote(inCheckout, folder) {
  try {
    mkdirSync(inCheckout, { recursive: true })
    writeFileSync(noteFile(inCheckout), `${folder}\n`)
  } catch {
    // Nothing is lost: see above.
  }
}
