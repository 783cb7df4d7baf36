import { mkdir, open, readFile } from 'node:fs/promises'
import path from 'node:path'
import { dataPath } from './data-path'

/** That someone was erased: a rater of a project by number, or an account. It says nothing of who it was. */
export type Erasure = { project: string; rater: number; at: string } | { account: string; at: string }

const usualFolder = () => dataPath()
const fileIn = (folder: string) => path.join(folder, 'erasures.jsonl')

/** Writes erasures down outside the database, and returns only when the disk has them. */
export async function appendErasures(erasures: readonly Erasure[]): Promise<void> {
  if (erasures.length === 0) return
  const folder = usualFolder()
  await mkdir(folder, { recursive: true, mode: 0o700 })
  // Appending in one write keeps the lines of several servers that share the folder whole. The line feed before them ends
  // a line that a crash has torn.
  const handle = await open(fileIn(folder), 'a', 0o600)
  try {
    await handle.write(`\n${erasures.map((erasure) => JSON.stringify(erasure)).join('\n')}\n`)
    await handle.sync()
  } finally {
    await handle.close()
  }
  // The name of a new file is the folder's to keep; where folders cannot be synchronised, this changes nothing.
  const listing = await open(/* turbopackIgnore: true */ folder, 'r')
  await listing.sync().catch(() => {})
  await listing.close()
}

/** The file as it is, for a backup; null when nobody has been erased. */
export const readErasureFile = (folder = usualFolder()): Promise<Buffer | null> =>
  readFile(fileIn(folder)).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null
    throw error
  })

/** Adds the erasures of another copy of the file that this one does not have; gives how many. */
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

/** Every erasure there ever was, and the number of lines that cannot be read. */
export async function readErasures(folder = usualFolder()): Promise<{ erasures: Erasure[]; brokenLines: number }> {
  return erasuresIn((await readErasureFile(folder))?.toString('utf8') ?? '')
}

/** The erasures in the text of such a file, and the number of lines that cannot be read. */
export function erasuresIn(text: string): { erasures: Erasure[]; brokenLines: number } {
  const lines = text.split('\n').filter((line) => line.trim() !== '')
  const erasures = lines.map(erasureIn).filter((erasure) => erasure !== null)
  return { erasures, brokenLines: lines.length - erasures.length }
}
