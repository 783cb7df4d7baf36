import { chmodSync, existsSync, lstatSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import path from 'node:path'

/** Makes `npx reassess` find the command of this clone. Otherwise npx would install the clone as a package first. */
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
    // In a read-only folder only the short name is missing: node lib/cli/reassess.mjs still works.
  }
}
