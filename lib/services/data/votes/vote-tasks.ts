import { raterAt, type VoteTable } from '@/lib/aggregation/vote-table'

export interface ImportedTask {
  /** Position of the image. */
  image: number
  /** In file order, at most `candidatesPerTask`. */
  candidates: number[]
  /** Rising rater indices, all of whom answered every candidate. */
  raters: number[]
}

export const candidatesPerTask = 8

/**
 * Tasks as far as votes alone tell them: at most eight candidates of one image that the same raters answered.
 *
 * Votes of one candidate must lie by rising rater. Tasks come by image, those of one image by first candidate.
 */
export function importedTasks(votes: VoteTable, candidateImage: Int32Array): ImportedTask[] {
  const candidatesOf = new Map<number, number[]>()
  for (let candidate = 0; candidate < candidateImage.length; candidate++) {
    const image = candidateImage[candidate]!
    const known = candidatesOf.get(image)
    if (known) known.push(candidate)
    else candidatesOf.set(image, [candidate])
  }
  const tasks: ImportedTask[] = []
  for (const image of [...candidatesOf.keys()].sort((a, b) => a - b)) {
    const openTask = new Map<string, ImportedTask>()
    for (const candidate of candidatesOf.get(image) ?? []) {
      const raters: number[] = []
      for (let index = votes.itemStart[candidate]!; index < votes.itemStart[candidate + 1]!; index++) {
        raters.push(raterAt(votes, index))
      }
      const key = raters.join()
      let task = openTask.get(key)
      if (!task || task.candidates.length === candidatesPerTask) {
        task = { image, candidates: [], raters }
        tasks.push(task)
        openTask.set(key, task)
      }
      task.candidates.push(candidate)
    }
  }
  return tasks
}
