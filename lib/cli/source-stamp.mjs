import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'

const isNoSource = (name) =>
  /\.(test|spec)\.[cm]?[jt]sx?$/.test(name) || /(^|\/)(testing|generated\/types|node_modules)(\/|$)/.test(name)

/** Every source file below `entry` (a file or folder, relative to `root`), sorted; tests and generated code left out. */
export function sourceFiles(root, entry) {
  const full = path.join(root, entry)
  if (isNoSource(entry) || !existsSync(full)) return []
  if (!statSync(full).isDirectory()) return [entry]
  return readdirSync(full)
    .sort()
    .flatMap((name) => sourceFiles(root, `${entry}/${name}`))
}

/** A hash of names and contents: it changes when, and only when, what is built from them may change. */
export function sourceStamp(root, entries) {
  const hash = createHash('sha256').update(process.versions.node.split('.')[0])
  for (const file of entries.flatMap((entry) => sourceFiles(root, entry)))
    hash.update(`\0${file}\0`).update(readFileSync(path.join(root, file)))
  return hash.digest('hex')
}

const readStamp = (file) => (existsSync(file) ? readFileSync(file, 'utf8') : null)

/** Whether what `stampFile` stands for was not made from these sources. */
export const isStale = ({ root, entries, stampFile }) =>
  readStamp(path.join(root, stampFile)) !== sourceStamp(root, entries)

/** Runs `make` unless `stampFile` says that it ran for these sources, and then notes that it did. */
export async function makeWhenStale({ root, entries, stampFile, make }) {
  const file = path.join(root, stampFile)
  const stamp = sourceStamp(root, entries)
  if (readStamp(file) === stamp) return false
  await make()
  mkdirSync(path.dirname(file), { recursive: true })
  writeFileSync(file, stamp)
  return true
}
