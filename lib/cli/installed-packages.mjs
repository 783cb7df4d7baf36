import { spawn } from 'node:child_process'
import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import path from 'node:path'

/**
 * Returns the first package of package-lock.json that node_modules lacks or has in another version; null if there is
 * none. Optional packages may be missing, development packages too unless `withDev`.
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

/** Returns why `npm ci` is needed in this folder, or null. */
export function installReason(root, { withDev = false } = {}) {
  const note = path.join(root, 'node_modules/.package-lock.json')
  if (!existsSync(note)) return 'node_modules is missing'
  const read = (file) => JSON.parse(readFileSync(file, 'utf8'))
  const missing = firstMissingPackage(read(path.join(root, 'package-lock.json')), read(note), { withDev })
  return missing && `${missing} is missing or has a different version`
}

/**
 * Parses `npm audit --json` for runtime packages. `why` is set if the registry cannot be reached or does not answer,
 * like many mirrors; `grave` advisories have high or critical severity.
 * @param {string} output
 * @returns {{ why: string } | { grave: string[], lesser: string[] }}
 */
export function readAdvisories(output) {
  /** @type {any} */
  let report
  try {
    report = JSON.parse(output)
  } catch {
    return { why: 'npm audit gave no report' }
  }
  const { vulnerabilities, statusCode, message, error } = report
  if (!vulnerabilities) {
    const reason = statusCode ? `status ${statusCode}` : (error?.code ?? error?.summary ?? message ?? 'no report')
    return { why: `the registry does not say which packages are vulnerable (${reason})` }
  }
  /** @type {{ name: string, severity: string, via: ({ title?: string, url?: string } | string)[] }[]} */
  const found = Object.values(vulnerabilities)
  const lines = (/** @type {boolean} */ isGrave) =>
    found
      .filter(({ severity }) => ['high', 'critical'].includes(severity) === isGrave)
      .map(({ name, severity, via }) => {
        const [cause] = via.filter((one) => typeof one === 'object')
        return `${name}: ${severity}${cause ? `, ${cause.title} (${cause.url})` : ''}`
      })
      .sort()
  return { grave: lines(true), lesser: lines(false) }
}

/**
 * Asks the registry about the packages in the lock file of this folder.
 * @param {string} folder
 * @returns {Promise<ReturnType<typeof readAdvisories>>}
 */
export const findAdvisories = (folder) =>
  new Promise((resolve) => {
    const args = ['audit', '--omit=dev', '--json', '--fetch-retries=0', '--fetch-timeout=20000']
    const npm = spawn('npm', args, {
      cwd: folder,
      stdio: ['ignore', 'pipe', 'ignore'],
      shell: process.platform === 'win32',
    })
    let output = ''
    npm.stdout.on('data', (chunk) => (output += chunk))
    npm.once('error', () => resolve({ why: 'there is no npm to ask' }))
    npm.once('close', () => resolve(readAdvisories(output)))
  })

/** What is kept in folders of large packages; the rest is for browsers, graphics cards and other databases. */
const kept = {
  'onnxruntime-web/dist': /^ort\.node\.min\.mjs$|^ort-wasm-simd-threaded\.(mjs|wasm)$/,
  'onnxruntime-web/lib': /^$/,
  '@prisma/client/runtime': /^(?!query_compiler)|^query_compiler_small_bg\.postgresql\./,
}

/** Deletes about 185 MB that nothing here loads. */
export function trimPackages(root) {
  for (const [name, isKept] of Object.entries(kept)) {
    const folder = path.join(root, 'node_modules', name)
    try {
      for (const file of readdirSync(folder))
        if (!isKept.test(file)) rmSync(path.join(folder, file), { recursive: true })
    } catch {
      // It is not installed or cannot be changed. It works all the same.
    }
  }
}
