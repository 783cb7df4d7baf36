// Plain JavaScript, because `npm start` decides where the database goes before any package is installed.
import { spawnSync } from 'node:child_process'
import { readFileSync, statSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { StartError } from '../start-error.mjs'

/**
 * The account that PostgreSQL runs as. `ids` is empty if it is the user who starts the server.
 * @typedef {{ name: string, ids: { uid?: number, gid?: number } }} ServerAccount
 */

/**
 * Environment of PostgreSQL's programs, without our PG* variables, which would mislead them.
 * @type {NodeJS.ProcessEnv}
 */
export const environmentWithoutPgVariables = {
  NODE_ENV: 'production',
  LC_ALL: 'C',
  TZ: 'UTC',
  PATH: '/usr/local/bin:/usr/bin:/bin',
}

const isRoot = () => process.getuid?.() === 0

/**
 * Returns the account to run PostgreSQL, which refuses to run as root: started by root, it runs as an existing account,
 * so that nothing on the system changes. Existing data keep their owner, even if a better account has been added since.
 * @param {string} dataFolder the folder with PostgreSQL's files, which may be missing
 * @returns {ServerAccount}
 */
export function serverAccount(dataFolder) {
  if (!isRoot()) {
    requireName()
    return { name: 'you', ids: {} }
  }
  const accounts = parseAccounts(readFileSync('/etc/passwd', 'utf8'))
  const owner = ownerOf(dataFolder)
  if (owner && owner.uid !== 0)
    return { name: accounts.find((account) => account.uid === owner.uid)?.name ?? `user ${owner.uid}`, ids: owner }
  for (const name of ['postgres', 'nobody']) {
    const account = accounts.find((candidate) => candidate.name === name)
    if (account) return requireSwitch({ name, ids: { uid: account.uid, gid: account.gid } })
  }
  throw new StartError(
    'PostgreSQL does not run as root, and there is no account "postgres" or "nobody" to run it. Start as another user, or set DATABASE_URL.',
  )
}

/** PostgreSQL's initdb looks up the user's name, which an arbitrary user number in a container may not have. */
function requireName() {
  if (process.platform === 'win32') return
  try {
    os.userInfo()
  } catch (error) {
    throw new StartError(
      `PostgreSQL does not run as user ${process.getuid?.()}, who has no entry in /etc/passwd. Add an entry, start as another user, or set DATABASE_URL.`,
      { cause: error },
    )
  }
}

/** Root in a container without the right to change users cannot start PostgreSQL at all. */
function requireSwitch(/** @type {ServerAccount} */ account) {
  const { error } = spawnSync('true', { ...account.ids, cwd: '/', env: environmentWithoutPgVariables })
  if (!error) return account
  throw new StartError(
    `PostgreSQL does not run as root, and root cannot start programs as "${account.name}" here (${/** @type {NodeJS.ErrnoException} */ (error).code}). Start as another user, or set DATABASE_URL.`,
    { cause: error },
  )
}

/** @param {string} passwd the text of /etc/passwd */
export function parseAccounts(passwd) {
  return passwd
    .split('\n')
    .map((line) => line.split(':'))
    .filter((fields) => fields.length >= 4)
    .map(([name, , uid, gid]) => ({ name, uid: Number(uid), gid: Number(gid) }))
}

/** @param {string} folder */
function ownerOf(folder) {
  const stat = statSync(folder, { throwIfNoEntry: false })
  return stat ? { uid: stat.uid, gid: stat.gid } : null
}

/**
 * Returns the first folder on the path to `target`, or `target` itself, that the account may not enter; null if there
 * is none.
 * @param {string} target
 * @param {ServerAccount} account
 */
export function firstClosedFolder(target, account) {
  if (account.ids.uid === undefined) return null
  const steps = foldersInPath(target).filter((step) => statSync(step, { throwIfNoEntry: false })?.isDirectory())
  const open = (/** @type {string} */ folder) =>
    spawnSync('test', ['-x', folder], { ...account.ids, cwd: '/', env: environmentWithoutPgVariables }).status === 0
  if (steps.length === 0 || open(steps[steps.length - 1])) return null
  return steps.find((step) => !open(step)) ?? null
}

/**
 * `/a/b` gives `/`, `/a`, `/a/b`.
 * @param {string} target
 * @returns {string[]}
 */
export function foldersInPath(target) {
  const parent = path.dirname(target)
  return parent === target ? [target] : [...foldersInPath(parent), target]
}
