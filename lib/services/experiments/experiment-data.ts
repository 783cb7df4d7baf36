import type { ExperimentData } from '@/lib/agreement/experiment-data'
import type { ExperimentRows } from '@/lib/db/experiments/read-experiment-rows'

/** Numbers values from 0 in order of appearance. */
function numbered(values: Int32Array): { position: Int32Array; count: number } {
  const positions = new Map<number, number>()
  const position = new Int32Array(values.length)
  for (let index = 0; index < values.length; index++) {
    const known = positions.get(values[index]!)
    position[index] = known ?? positions.size
    if (known === undefined) positions.set(values[index]!, positions.size)
  }
  return { position, count: positions.size }
}

export function experimentData(rows: ExperimentRows, conditionCount: number): ExperimentData {
  const { assignments, answers, votes } = rows
  const task = numbered(assignments.task)
  const candidate = numbered(answers.candidate)
  const assignmentPosition = new Map<number, number>()
  for (let index = 0; index < assignments.id.length; index++) assignmentPosition.set(assignments.id[index]!, index)
  const candidatePosition = new Map<number, number>()
  for (let index = 0; index < answers.candidate.length; index++)
    candidatePosition.set(answers.candidate[index]!, candidate.position[index]!)
  const counts = new Int32Array(3 * candidate.count)
  for (let index = 0; index < votes.candidate.length; index++) {
    const position = candidatePosition.get(votes.candidate[index]!)
    if (position !== undefined) counts[3 * position + votes.answer[index]!]!++
  }
  return {
    conditionCount,
    taskCount: task.count,
    candidateCount: candidate.count,
    assignments: {
      task: task.position,
      condition: assignments.condition,
      activeMs: assignments.activeMs,
      isUndone: assignments.isUndone,
    },
    answers: {
      ...answers,
      assignment: answers.assignment.map((id) => assignmentPosition.get(id) ?? -1),
      candidate: candidate.position,
    },
    votes: counts,
  }
}
