// Plain JavaScript, because the folder is chosen before any package is installed.
import { createHash } from 'node:crypto'
import { chmodSync, existsSync, mkdirSync, readFileSync, realpathSync, rmSync, statSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { StartError } from '../start-error.mjs'
import { fileInPath, isTemporaryFolder, prepareDatabaseFolder, restrictAccess } from './database-folder.mjs'

/**
 * Chooses the folder for everything outside DATABASE_URL: the embedded database, images, secrets, logs. It is DATA_DIR,
 * else the folder that an earlier start chose, else .data in the checkout, or, if PostgreSQL cannot keep its data
 * there, a folder for this checkout below /var/lib (root) or the user's data home. Records the choice in
 * .data/location.
 * Throws StartError if DATA_DIR cannot hold the database, or no folder can.
 * @param {string} root the checkout
 * @param {{ DATA_DIR?: string, DATABASE_URL?: string, DB_DURABLE?: string, XDG_DATA_HOME?: string }} env
 * @returns {{ folder: string, notices: string[] }} notices are lines for the person who starts the server
 */
export function chooseDataFolder(root, env) {
  openRootFolder()
  if (env.DATA_DIR) return checked(path.resolve(root, env.DATA_DIR), env, [])
  const inCheckout = path.join(root, '.data')
  const noted = readNote(inCheckout)
  if (noted) return checked(noted, env, [])
  const attempt = tryFolder(inCheckout, env)
  if (!attempt) return checked(inCheckout, env, [])
  // An existing database is someone's data; starting with another, empty one would look like data loss.
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

/** An embedded database must meet PostgreSQL's requirements; with DATABASE_URL a writable folder is enough. */
function checked(folder, env, notices) {
  const file = fileInPath(folder)
  if (file) throw new StartError(`DATA_DIR is ${folder}, but ${file} is not a folder. Set DATA_DIR to a folder.`)
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
    // The account of an embedded database, which this command does not use, must still be able to traverse the folder.
    if (!existsSync(path.join(folder, 'postgres'))) restrictAccess(folder, { name: 'you', ids: {} })
    writeFileSync(path.join(folder, '.probe'), '')
    rmSync(path.join(folder, '.probe'))
  } catch (error) {
    throw Object.assign(error, { reason: `${folder} is not writable (${error.code})` })
  }
}

/** Parent of the folders of all checkouts that root starts; each checkout's own folder is closed to others. */
const rootFolder = '/var/lib/reassess'

/** Started by root, PostgreSQL runs as another account, which must be able to traverse this folder. */
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

/** Returns the same name for every start of a checkout, and another for a checkout with the same folder name. */
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

/** A read-only checkout needs no note, because the choice depends only on its path and the user. */
function writeNote(inCheckout, folder) {
  try {
    mkdirSync(inCheckout, { recursive: true })
    writeFileSync(noteFile(inCheckout), `${folder}\n`)
  } catch {
    // The next start makes the same choice again.
  }
}
