import { readCsv } from './csv'
import { FormatError, refuseAt } from './format-error'

/** Votes of a three-column file as arguments of `voteTable`, with the names of the indices. */
export type VoteFile = {
  votes: {
    itemCount: number
    raterCount: number
    answerCount: number
    item: Int32Array
    rater: Int32Array
    answer: Int32Array
    /** A file may have two votes of one worker on one task. */
    allowsRepeats: true
  }
  /** Votes of a worker who had already voted on the task. */
  repeatedVotes: number
  /** In order of first appearance. */
  tasks: string[]
  workers: string[]
  /** By value if all are numbers, otherwise by code units, so that the order of tied labels is stable. */
  labels: string[]
}

/**
 * Reads votes from CSV with the columns task, worker and label, row by row. Ignores other columns and trims names.
 *
 * Throws FormatError for anything that `readCsv` refuses, an empty cell, or a file without votes. 12 bytes per vote.
 */
export async function readVoteFile(path: string, signal?: AbortSignal): Promise<VoteFile> {
  const tasks = new Map<string, number>()
  const workers = new Map<string, number>()
  const found = new Map<string, number>()
  const item = growingInts()
  const rater = growingInts()
  const answer = growingInts()
  for await (const { line, values } of readCsv(path, ['task', 'worker', 'label'])) {
    signal?.throwIfAborted()
    item.push(indexOf(tasks, cell(path, line, 'task', values.task)))
    rater.push(indexOf(workers, cell(path, line, 'worker', values.worker)))
    answer.push(indexOf(found, cell(path, line, 'label', values.label)))
  }
  if (tasks.size === 0) {
    throw new FormatError(path, 'line 2', {
      expected: 'at least one vote',
      found: 'only the header',
      fix: 'Add a line for each vote.',
    })
  }
  const labels = sortedLabels(found.keys())
  const indices = new Int32Array(labels.length)
  for (const [index, label] of labels.entries()) indices[found.get(label) ?? 0] = index
  const counts = { itemCount: tasks.size, raterCount: workers.size, answerCount: labels.length }
  const columns = {
    item: item.values(),
    rater: rater.values(),
    answer: answer.values().map((index) => indices[index]!),
  }
  return {
    votes: { ...counts, ...columns, allowsRepeats: true },
    repeatedVotes: countRepeats(columns.item, columns.rater, workers.size),
    tasks: [...tasks.keys()],
    workers: [...workers.keys()],
    labels,
  }
}

/** In `TruthFile`: the task has no known label. */
export const unknownTruth = -1
/** In `TruthFile`: nobody voted for the label. */
export const unvotedTruth = -2

export type TruthFile = {
  /** Int32Array[tasks]: index of the true label, `unknownTruth` or `unvotedTruth`. */
  truth: Int32Array
  /** Tasks of this file without votes, which are ignored. */
  tasksWithoutVotes: number
  /** Tasks whose label has no votes on any task. It does not become a class, because truth must not affect the fit. */
  tasksWithUnvotedLabel: number
}

/**
 * Reads known labels from CSV with the columns task and label for the tasks of a vote file.
 *
 * Throws FormatError for anything that `readCsv` refuses, an empty cell, and a task with different labels. With
 * `isGolden` also for a label that nobody voted for, since it has no class.
 */
export async function readTruthFile(
  path: string,
  { tasks, labels }: Pick<VoteFile, 'tasks' | 'labels'>,
  { isGolden = false, signal }: { isGolden?: boolean; signal?: AbortSignal } = {},
): Promise<TruthFile> {
  const indexOfTask = new Map(tasks.map((task, index) => [task, index]))
  const indexOfLabel = new Map(labels.map((label, index) => [label, index]))
  const seen = new Map<string, { label: string; line: number }>()
  const truth = new Int32Array(tasks.length).fill(unknownTruth)
  let tasksWithoutVotes = 0
  let tasksWithUnvotedLabel = 0
  for await (const { line, values } of readCsv(path, ['task', 'label'])) {
    signal?.throwIfAborted()
    const task = cell(path, line, 'task', values.task)
    const label = cell(path, line, 'label', values.label)
    const before = seen.get(task)
    if (before?.label === label) continue
    const wrong = (expected: string, fix: string) =>
      refuseAt(path, `line ${line}`)('label', expected, `"${label}"`, fix)
    if (before)
      throw wrong(
        `"${before.label}", the label of task "${task}" in line ${before.line}`,
        'Keep one label for each task.',
      )
    seen.set(task, { label, line })
    const index = indexOfLabel.get(label)
    if (index === undefined && isGolden)
      throw wrong(`one of the labels in the votes: ${someOf(labels)}`, 'Correct the label or remove the line.')
    const item = indexOfTask.get(task)
    if (item === undefined) {
      tasksWithoutVotes++
      continue
    }
    if (index === undefined) tasksWithUnvotedLabel++
    truth[item] = index ?? unvotedTruth
  }
  return { truth, tasksWithoutVotes, tasksWithUnvotedLabel }
}

function countRepeats(item: Int32Array, rater: Int32Array, raterCount: number): number {
  const pairs = Float64Array.from(item, (task, at) => task * raterCount + rater[at]!).sort()
  let repeats = 0
  for (let at = 1; at < pairs.length; at++) if (pairs[at] === pairs[at - 1]) repeats++
  return repeats
}

const number = /^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/

function sortedLabels(labels: Iterable<string>): string[] {
  const inCodeUnits = [...labels].sort()
  if (!inCodeUnits.every((label) => number.test(label))) return inCodeUnits
  return inCodeUnits.sort((left, right) => Number(left) - Number(right))
}

function cell(file: string, line: number, field: string, text: string): string {
  const value = text.trim()
  if (value !== '') return value
  throw refuseAt(file, `line ${line}`)(field, `a ${field}`, 'an empty cell', 'Fill in the cell or remove the line.')
}

function indexOf(indices: Map<string, number>, name: string): number {
  const known = indices.get(name)
  if (known !== undefined) return known
  indices.set(name, indices.size)
  return indices.size - 1
}

function someOf(labels: string[]): string {
  const shown = labels.slice(0, 10).map((label) => `"${label}"`)
  return labels.length > shown.length
    ? `${shown.join(', ')} and ${labels.length - shown.length} more`
    : shown.join(', ')
}

/** A growable column, because the number of rows is known only at the end. */
function growingInts() {
  let room = new Int32Array(1_024)
  let length = 0
  return {
    push(value: number) {
      if (length === room.length) {
        const larger = new Int32Array(2 * length)
        larger.set(room)
        room = larger
      }
      room[length++] = value
    },
    values: () => room.subarray(0, length),
  }
}
