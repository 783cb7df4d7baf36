import { existsSync, readdirSync } from 'node:fs'
import path from 'node:path'

/**
 * The folder with the programs of the newest PostgreSQL that Debian's packages have installed; undefined without one.
 * @returns {string | undefined}
 */
export function debianPostgres() {
  const home = '/usr/lib/postgresql'
  const versions = existsSync(home) ? readdirSync(home).filter((name) => Number(name) >= 15) : []
  const folders = versions.sort((a, b) => Number(b) - Number(a)).map((version) => path.join(home, version, 'bin'))
  return folders.find((folder) => existsSync(path.join(folder, 'initdb')))
}

/**
 * A program for servers, which is often not on the path of a user; undefined where it is not installed.
 * @param {string} name
 */
export function serverProgram(name) {
  return ['/usr/sbin', '/usr/local/sbin', '/usr/bin']
    .map((folder) => path.join(folder, name))
    .find((program) => existsSync(program))
}
