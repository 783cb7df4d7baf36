import type { ExperimentData } from '@/lib/agreement/experiment-data'
import type { ExperimentRows } from '@/lib/db/experiments/read-experiment-rows'

/** Places of values in rising order of their first sight. */
function numbered(values: Int32Array): { place: Int32Array; count: number } {
  const places = new Map<number, number>()
  const place = new Int32Array(values.length)
  for (let index = 0; index < values.length; index++) {
    const known = places.get(values[index]!)
    place[index] = known ?? places.size
    if (known === undefined) places.set(values[index]!, places.size)
  }
  return { place, count: places.size }
}

/** Rows of the database as measures see them: tasks, assignments and candidates are numbered from 0 on. */
export function experimentData(rows: ExperimentRows, conditionCount: number): ExperimentData {
  const { assignments, answers, votes } = rows
  const task = numbered(assignments.task)
  const candidate = numbered(answers.candidate)
  const assignmentPlace = new Map<number, number>()
  for (let index = 0; index < assignments.id.length; index++) assignmentPlace.set(assignments.id[index]!, index)
  const candidatePlace = new Map<number, number>()
  for (let index = 0; index < answers.candidate.length; index++)
    candidatePlace.set(answers.candidate[index]!, candidate.place[index]!)
  const counts = new Int32Array(3 * candidate.count)
  for (let index = 0; index < votes.candidate.length; index++) {
    const position = candidatePlace.get(votes.candidate[index]!)
    if (position !== undefined) counts[3 * position + votes.answer[index]!]!++
  }
  return {
    conditionCount,
    taskCount: task.count,
    candidateCount: candidate.count,
    assignments: {
      task: task.place,
      condition: assignments.condition,
      activeMs: assignments.activeMs,
      isUndone: assignments.isUndone,
    },
    answers: {
      ...answers,
      assignment: answers.assignment.map((id) => assignmentPlace.get(id) ?? -1),
      candidate: candidate.place,
    },
    votes: counts,
  }
}
