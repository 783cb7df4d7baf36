import { access, readdir } from 'node:fs/promises'
import path from 'node:path'
import { fileMethods } from '@/lib/aggregation/registry'
import { invalidInput } from '@/lib/errors'
import { aggregateFile } from './aggregate-file'

/** Shares of tasks that get their known label, by set and method. */
export interface ComparedFiles {
  methods: string[]
  /** Folders without votes.csv and truth.csv. */
  skipped: string[]
  sets: { name: string; tasks: number; workers: number; votes: number; accuracy: number[] }[]
}

const exists = (file: string) =>
  access(file).then(
    () => true,
    () => false,
  )

/**
 * Runs every method that needs no golden labels on every set, which is a folder with votes.csv and truth.csv. Throws
 * AppError `invalid-input`, naming the file and line, if there is no set or a file cannot be read.
 */
export async function compareFiles(
  folder: string,
  onSet?: (done: number, total: number) => void,
): Promise<ComparedFiles> {
  const entries = await readdir(folder, { withFileTypes: true }).catch((error: NodeJS.ErrnoException) => {
    const isMissing = error.code === 'ENOENT'
    const message = isMissing ? `The folder ${folder} does not exist.` : `${folder} is not a folder that can be read.`
    throw invalidInput(message, { sets: message })
  })
  const names: string[] = []
  const skipped: string[] = []
  for (const { name } of entries
    .filter((entry) => entry.isDirectory())
    .toSorted((a, b) => (a.name < b.name ? -1 : 1))) {
    const files = ['votes.csv', 'truth.csv'].map((file) => exists(path.join(folder, name, file)))
    const isSet = (await Promise.all(files)).every(Boolean)
    ;(isSet ? names : skipped).push(name)
  }
  if (names.length === 0) {
    const message = `${folder} contains no folder with votes.csv and truth.csv.`
    throw invalidInput(message, { sets: message })
  }
  const methods = Object.keys(fileMethods).filter((method) => !fileMethods[method]!.needsGolden)
  const sets: ComparedFiles['sets'] = []
  for (const [done, name] of names.entries()) {
    onSet?.(done, names.length)
    const [votes, truth] = ['votes.csv', 'truth.csv'].map((file) => path.join(folder, name, file)) as [string, string]
    const results = []
    for (const method of methods) results.push(await aggregateFile({ method, votes, truth }))
    const { tasks, workers, votes: voteCount } = results[0]!
    sets.push({ name, tasks, workers, votes: voteCount, accuracy: results.map((one) => one.accuracy?.value ?? 0) })
  }
  return { methods, skipped, sets }
}
