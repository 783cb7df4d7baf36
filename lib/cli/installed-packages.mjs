import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'

/**
 * The first package that package-lock.json wants and node_modules has not, or has in another version; null when all
 * is there. Optional packages may be missing; those for development too, unless `withDev`.
 */
export function firstMissingPackage(lock, installed, { withDev }) {
  for (const [location, wanted] of Object.entries(lock.packages)) {
    if (location === '' || wanted.link) continue
    const found = installed.packages[location]
    if (found ? found.version !== wanted.version : !isDispensable(wanted, withDev)) return location
  }
  return null
}

const isDispensable = ({ optional, devOptional, dev, peer }, withDev) =>
  Boolean(optional || devOptional || peer || (dev && !withDev))

/** Why `npm ci` is needed in this folder, or null. */
export function installReason(root, { withDev = false } = {}) {
  const note = path.join(root, 'node_modules/.package-lock.json')
  if (!existsSync(note)) return 'node_modules is missing'
  const read = (file) => JSON.parse(readFileSync(file, 'utf8'))
  const missing = firstMissingPackage(read(path.join(root, 'package-lock.json')), read(note), { withDev })
  return missing && `${missing} is missing or has a different version`
}
