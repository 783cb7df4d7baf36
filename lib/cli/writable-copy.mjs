import { accessSync, constants, cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { sourceStamp } from './source-stamp.mjs'

const code = ['app', 'components', 'lib', 'prisma', 'public', 'e2e', 'docs', '.ci']
const files = [
  ...['package.json', 'package-lock.json', 'tsconfig.json', 'next.config.mjs', 'postcss.config.mjs'],
  ...['biome.json', '.dependency-cruiser.cjs', 'vitest.config.ts', 'playwright.config.ts', 'prisma.config.ts'],
  ...['.env', '.gitignore', 'README.md', 'CONTRIBUTING.md', 'LICENSE'],
]

/** Returns whether a folder is writable, after creating it if missing. */
export function isWritable(folder) {
  try {
    mkdirSync(folder, { recursive: true })
    accessSync(folder, constants.W_OK)
    return true
  } catch {
    return false
  }
}

/**
 * If the checkout is read-only and something must be installed or built, runs the program from a copy in the data
 * folder, which is updated when the checkout changes. Returns whether it did.
 * @param {string} root the checkout
 * @param {string} program a file of lib/cli
 * @param {string} dataFolder
 * @param {() => boolean} [isPrepared] whether packages and builds are there already
 * @param {{ isWritable(folder: string): boolean }} [access]
 */
export async function runInWritableCopy(root, program, dataFolder, isPrepared = () => false, access = { isWritable }) {
  if (access.isWritable(root) || isPrepared()) return false
  const copy = path.join(dataFolder, 'checkout-copy')
  const stampFile = path.join(copy, '.copied')
  const stamp = sourceStamp(root, [...code, ...files])
  if (!existsSync(stampFile) || readFileSync(stampFile, 'utf8') !== stamp) {
    process.stderr.write(`${root} is not writable, so the app is built in ${copy}.\n`)
    mkdirSync(copy, { recursive: true })
    for (const entry of [...code, ...files]) {
      rmSync(path.join(copy, entry), { recursive: true, force: true })
      if (existsSync(path.join(root, entry)))
        cpSync(path.join(root, entry), path.join(copy, entry), { recursive: true })
    }
    writeFileSync(stampFile, stamp)
  }
  await import(pathToFileURL(path.join(copy, 'lib/cli', program)).href)
  return true
}
