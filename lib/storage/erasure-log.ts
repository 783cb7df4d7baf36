import { mkdir, open, readFile } from 'node:fs/promises'
import path from 'node:path'
import { env } from '@/lib/env'

/** That someone was erased: a rater of a project by number, or an account. It says nothing of who it was. */
export type Erasure = { project: string; rater: number; at: string } | { account: string; at: string }

const usualFolder = () => path.resolve(env.DATA_DIR ?? '.data')
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
  const text = await readFile(fileIn(folder), 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return ''
    throw error
  })
  const lines = text.split('\n').filter((line) => line.trim() !== '')
  const erasures = lines.map(erasureIn).filter((erasure) => erasure !== null)
  return { erasures, brokenLines: lines.length - erasures.length }
}
