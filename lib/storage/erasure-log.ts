import { mkdir, open, readFile } from 'node:fs/promises'
import path from 'node:path'
import { dataPath } from './data-path'

/** Records that a rater of a project, by number, or an account was erased, without any personal data. */
export type Erasure = { project: string; rater: number; at: string } | { account: string; at: string }

const defaultFolder = () => dataPath()
const fileIn = (folder: string) => path.join(folder, 'erasures.jsonl')

/** Records erasures outside the database; resolves once they are on disk. */
export async function appendErasures(erasures: readonly Erasure[]): Promise<void> {
  if (erasures.length === 0) return
  const folder = defaultFolder()
  await mkdir(folder, { recursive: true, mode: 0o700 })
  // A single append keeps the lines of servers that share the folder intact. The leading line feed ends a truncated
  // line.
  const handle = await open(fileIn(folder), 'a', 0o600)
  try {
    await handle.write(`\n${erasures.map((erasure) => JSON.stringify(erasure)).join('\n')}\n`)
    await handle.sync()
  } finally {
    await handle.close()
  }
  // Persists the directory entry of a new file; has no effect on file systems that cannot sync directories.
  const listing = await open(/* turbopackIgnore: true */ folder, 'r')
  await listing.sync().catch(() => {})
  await listing.close()
}

/** Returns the file for a backup; null if nobody has been erased. */
export const readErasureFile = (folder = defaultFolder()): Promise<Buffer | null> =>
  readFile(fileIn(folder)).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null
    throw error
  })

/** Adds erasures that only another copy of the file has; returns their number. */
export async function mergeErasures(copy: Buffer): Promise<number> {
  const known = new Set((await readErasures()).erasures.map((erasure) => JSON.stringify(erasure)))
  const others = erasuresIn(copy.toString('utf8')).erasures
  const missing = others.filter((erasure) => !known.has(JSON.stringify(erasure)))
  await appendErasures(missing)
  return missing.length
}

function erasureIn(line: string): Erasure | null {
  try {
    const { project, rater, account, at } = JSON.parse(line) as Record<string, unknown>
    if (typeof at !== 'string' || Number.isNaN(Date.parse(at))) return null
    if (typeof account === 'string') return { account, at }
    return typeof project === 'string' && Number.isSafeInteger(rater) ? { project, rater: Number(rater), at } : null
  } catch {
    return null
  }
}

/** Returns all erasures ever recorded, and the number of unreadable lines. */
export async function readErasures(folder = defaultFolder()): Promise<{ erasures: Erasure[]; brokenLines: number }> {
  return erasuresIn((await readErasureFile(folder))?.toString('utf8') ?? '')
}

export function erasuresIn(text: string): { erasures: Erasure[]; brokenLines: number } {
  const lines = text.split('\n').filter((line) => line.trim() !== '')
  const erasures = lines.map(erasureIn).filter((erasure) => erasure !== null)
  return { erasures, brokenLines: lines.length - erasures.length }
}
