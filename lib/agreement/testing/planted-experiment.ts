import { randomInt, seededRandom } from '@/lib/numeric/seeded-random'
import type { ExperimentData } from '../experiment-data'

export interface Planted {
  seed: number
  tasks: number
  ratersPerTask: number
  candidates: number
  /**
   * Per condition: factor on active time, probability of a random answer, share of undone tasks, and additional share
   * of yes at position 0.
   */
  conditions: { time: number; error: number; undone: number; firstYes: number }[]
  /** Share of tasks that are gold questions. */
  goldenShare?: number
}

export const plainCondition = { time: 1, error: 0.1, undone: 0.03, firstYes: 0 }

/** Simulates an experiment with known effects. Conditions are drawn per assignment; raters and tasks differ. */
export function plantedExperiment({
  seed,
  tasks,
  ratersPerTask,
  candidates,
  conditions,
  goldenShare = 0.1,
}: Planted): ExperimentData {
  const random = seededRandom(seed)
  const size = tasks * ratersPerTask
  const assignments = {
    task: new Int32Array(size),
    condition: new Int32Array(size),
    activeMs: new Int32Array(size),
    isUndone: new Uint8Array(size),
  }
  const answers = {
    assignment: new Int32Array(size * candidates),
    candidate: new Int32Array(size * candidates),
    position: new Int32Array(size * candidates),
    answer: new Uint8Array(size * candidates),
    isRest: new Uint8Array(size * candidates),
    holds: new Int32Array(size * candidates).fill(-1),
    isGolden: new Uint8Array(size * candidates),
  }
  const votes = new Int32Array(3 * tasks * candidates)
  const paceOfRater = Float64Array.from({ length: 50 }, () => 0.6 + 0.8 * random())
  for (let task = 0; task < tasks; task++) {
    const isGolden = random() < goldenShare
    const truth = Array.from({ length: candidates }, () => (random() < 0.2 ? 2 : random() < 0.1 ? 1 : 0))
    const pace = 0.7 + 0.6 * random()
    for (let position = 0; position < ratersPerTask; position++) {
      const index = task * ratersPerTask + position
      const condition = randomInt(random, conditions.length)
      const { time, error, undone, firstYes } = conditions[condition]!
      const own = paceOfRater[randomInt(random, paceOfRater.length)]!
      assignments.task[index] = task
      assignments.condition[index] = condition
      assignments.activeMs[index] = 20_000 * time * pace * own * (0.7 + 0.6 * random())
      assignments.isUndone[index] = Number(random() < undone)
      const first = randomInt(random, candidates)
      for (let candidate = 0; candidate < candidates; candidate++) {
        const at = index * candidates + candidate
        const shownAt = (candidate + first) % candidates
        let answer = random() < error ? randomInt(random, 3) : truth[candidate]!
        if (shownAt === 0 && random() < firstYes) answer = 2
        answers.assignment[at] = index
        answers.candidate[at] = task * candidates + candidate
        answers.position[at] = shownAt
        answers.answer[at] = answer
        answers.isRest[at] = Number(answer === 0 && random() < 0.25)
        answers.isGolden[at] = Number(isGolden)
        if (isGolden && truth[candidate] !== 1) answers.holds[at] = truth[candidate] === 2 ? 1 : 0
        if (!isGolden) votes[3 * (task * candidates + candidate) + answer]!++
      }
    }
  }
  return {
    conditionCount: conditions.length,
    taskCount: tasks,
    candidateCount: tasks * candidates,
    assignments,
    answers,
    votes,
  }
}
