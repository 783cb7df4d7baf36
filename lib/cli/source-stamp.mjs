import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'

const isNoSource = (name) =>
  /\.(test|spec)\.[cm]?[jt]sx?$/.test(name) || /(^|\/)(testing|generated\/types|node_modules)(\/|$)/.test(name)

/** Lists source files below `entry` (relative to `root`), sorted, without tests and generated code. */
export function sourceFiles(root, entry) {
  const full = path.join(root, entry)
  if (isNoSource(entry) || !existsSync(full)) return []
  if (!statSync(full).isDirectory()) return [entry]
  return readdirSync(full)
    .sort()
    .flatMap((name) => sourceFiles(root, `${entry}/${name}`))
}

/** Hashes names and contents, so that it changes only if the result of a build may change. */
export function sourceStamp(root, entries) {
  const hash = createHash('sha256').update(process.versions.node.split('.')[0])
  for (const file of entries.flatMap((entry) => sourceFiles(root, entry)))
    hash.update(`\0${file}\0`).update(readFileSync(path.join(root, file)))
  return hash.digest('hex')
}

const readStamp = (file) => (existsSync(file) ? readFileSync(file, 'utf8') : null)

/** Whether the output of `stampFile` was built from other sources. */
export const isStale = ({ root, entries, stampFile }) =>
  readStamp(path.join(root, stampFile)) !== sourceStamp(root, entries)

/** Runs `make` unless `stampFile` records that it ran for these sources, then records it. */
export async function makeIfStale({ root, entries, stampFile, make }) {
  const file = path.join(root, stampFile)
  const stamp = sourceStamp(root, entries)
  if (readStamp(file) === stamp) return false
  await make()
  mkdirSync(path.dirname(file), { recursive: true })
  writeFileSync(file, stamp)
  return true
}
