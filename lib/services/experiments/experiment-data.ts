import type { ExperimentData } from '@/lib/agreement/experiment-data'
import type { ExperimentRows } from '@/lib/db/experiments/read-experiment-rows'
import { numbered } from '@/lib/numeric/numbered'

export function experimentData(rows: ExperimentRows, conditionCount: number): ExperimentData {
  const { assignments, answers, votes } = rows
  const task = numbered(assignments.task)
  const candidate = numbered(answers.candidate)
  const assignmentPosition = new Map<number, number>()
  for (let index = 0; index < assignments.id.length; index++) assignmentPosition.set(assignments.id[index]!, index)
  const counts = new Int32Array(3 * candidate.size)
  for (let index = 0; index < votes.candidate.length; index++) {
    const position = candidate.get(votes.candidate[index]!)
    if (position !== undefined) counts[3 * position + votes.answer[index]!]!++
  }
  return {
    conditionCount,
    taskCount: task.size,
    candidateCount: candidate.size,
    assignments: {
      task: assignments.task.map((id) => task.get(id)!),
      condition: assignments.condition,
      activeMs: assignments.activeMs,
      isUndone: assignments.isUndone,
    },
    answers: {
      ...answers,
      assignment: answers.assignment.map((id) => assignmentPosition.get(id) ?? -1),
      candidate: answers.candidate.map((id) => candidate.get(id)!),
    },
    votes: counts,
  }
}
