import { existsSync, readdirSync } from 'node:fs'
import path from 'node:path'

/**
 * Returns the folder with the programs of the newest PostgreSQL from Debian's packages; undefined if none is installed.
 * @returns {string | undefined}
 */
export function debianPostgres() {
  const home = '/usr/lib/postgresql'
  const versions = existsSync(home) ? readdirSync(home).filter((name) => Number(name) >= 15) : []
  const folders = versions.sort((a, b) => Number(b) - Number(a)).map((version) => path.join(home, version, 'bin'))
  return folders.find((folder) => existsSync(path.join(folder, 'initdb')))
}

/**
 * Returns the path of a server program, which is often not on a user's PATH; undefined if it is not installed.
 * @param {string} name
 */
export function serverProgram(name) {
  return ['/usr/sbin', '/usr/local/sbin', '/usr/bin']
    .map((folder) => path.join(folder, name))
    .find((program) => existsSync(program))
}
