import { existsSync, readdirSync } from 'node:fs'
import path from 'node:path'

/**
 * Returns the folder of the newest PostgreSQL from Debian's packages.
 * @returns {string | undefined}
 */
export function debianPostgres() {
  const home = '/usr/lib/postgresql'
  const versions = existsSync(home) ? readdirSync(home).filter((name) => Number(name) >= 15) : []
  const folders = versions.sort((a, b) => Number(b) - Number(a)).map((version) => path.join(home, version, 'bin'))
  return folders.find((folder) => existsSync(path.join(folder, 'initdb')))
}

/**
 * Server programs are often not on a user's PATH.
 * @param {string} name
 */
export function serverProgram(name) {
  return ['/usr/sbin', '/usr/local/sbin', '/usr/bin']
    .map((folder) => path.join(folder, name))
    .find((program) => existsSync(program))
}
