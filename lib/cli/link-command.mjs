import { chmodSync, existsSync, lstatSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import path from 'node:path'

/**
 * Makes `npx reassess` find the command of this clone. npm links the commands of dependencies only; without this it
 * would install the clone as a package into its own cache first.
 */
export function linkCommand(root) {
  const folder = path.join(root, 'node_modules/.bin')
  const link = path.join(folder, 'reassess')
  if (!existsSync(path.join(root, 'node_modules')) || lstatSync(link, { throwIfNoEntry: false })) return
  try {
    mkdirSync(folder, { recursive: true })
    if (process.platform === 'win32') {
      writeFileSync(`${link}.cmd`, '@node "%~dp0..\\..\\lib\\cli\\reassess.mjs" %*\r\n')
      return
    }
    symlinkSync('../../lib/cli/reassess.mjs', link)
    chmodSync(path.join(root, 'lib/cli/reassess.mjs'), 0o755)
  } catch {
    // A folder that may not be written costs the short name only: node lib/cli/reassess.mjs works without it.
  }
}
