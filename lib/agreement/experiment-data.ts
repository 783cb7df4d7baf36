/** What was answered in the arms of an experiment. Numbers are dense: from 0 to the count below. */
export type ExperimentData = {
  armCount: number
  taskCount: number
  candidateCount: number
  /** Submitted assignments. */
  assignments: {
    task: Int32Array
    arm: Int32Array
    /** −1 where it was not measured. */
    activeMs: Int32Array
    /** Whether it was taken back and sent again. */
    isUndone: Uint8Array
  }
  /** Answers of these assignments, in any order. */
  answers: {
    assignment: Int32Array
    candidate: Int32Array
    /** Place in the order shown, from 0; −1 where it is not known. */
    place: Int32Array
    /** 0 no, 1 maybe, 2 yes. */
    answer: Uint8Array
    /** Whether “the rest are no” gave it. */
    isRest: Uint8Array
    /** Of a hidden golden task: whether the label holds. −1: an answer of an ordinary task, or not known. */
    holds: Int32Array
    /** Whether it belongs to a hidden golden task: it is then held against the truth and counts nowhere else. */
    isGolden: Uint8Array
  }
  /** [3 × candidates] how often all raters, in the experiment or not, answered no, maybe and yes to each candidate. */
  votes: Int32Array
}

const answerCount = 3

/** Places of the order shown that are looked at one by one. */
export const placeCount = 8

/** Where the sums of an arm stand in its part of a row. */
export const sum = {
  assignments: 0,
  undone: 1,
  answers: 2,
  rest: 5,
  alike: 6,
  compared: 7,
  coincidences: 8,
  goldenRight: 14,
  golden: 15,
  firstLessLater: 16,
  firsts: 17,
  placeLessMean: 18,
  placeAnswers: 18 + placeCount,
} as const
export const sumWidth = 18 + 2 * placeCount

const pairPlace = [
  [0, 1, 2],
  [1, 3, 4],
  [2, 4, 5],
]

/**
 * The sums from which every share of an arm follows, by task, so that tasks can be resampled.
 *
 * Returns Float64Array[arms × sumWidth × tasks], a column of tasks for each sum of each arm. An answer is as far alike
 * with the others' as the share of their votes on the candidate that equals it. A place is held against the other names of
 * the same assignment, since large tasks, which alone have late places, hold other names than small ones. Coincidences are those of votes within
 * the arm on one candidate, both orders together, each item weighted so that a vote counts once (Krippendorff 2011).
 * Errors: RangeError when columns differ in length.
 * Cost:   O(assignments + answers + candidates × arms) time.
 */
export function experimentSums(data: ExperimentData): Float64Array {
  const { armCount, taskCount, assignments, answers, votes } = data
  const size = answers.assignment.length
  for (const column of Object.values(answers))
    if (column.length !== size) throw new RangeError(`${column.length} values for ${size} answers`)
  const columns = new Float64Array(armCount * sumWidth * taskCount)
  const add = (arm: number, column: number, task: number, value: number) => {
    columns[(arm * sumWidth + column) * taskCount + task] += value
  }
  for (let index = 0; index < assignments.task.length; index++) {
    add(assignments.arm[index], sum.assignments, assignments.task[index], 1)
    if (assignments.isUndone[index]) add(assignments.arm[index], sum.undone, assignments.task[index], 1)
  }
  const shown = new Int32Array(assignments.task.length)
  const yes = new Int32Array(assignments.task.length)
  for (let index = 0; index < size; index++) {
    shown[answers.assignment[index]]++
    if (answers.answer[index] === 2) yes[answers.assignment[index]]++
  }
  const within = new Int32Array(data.candidateCount * armCount * answerCount)
  const taskOf = new Int32Array(data.candidateCount)
  for (let index = 0; index < size; index++) {
    const task = assignments.task[answers.assignment[index]]
    const arm = assignments.arm[answers.assignment[index]]
    const answer = answers.answer[index]
    const candidate = answers.candidate[index]
    if (answers.isGolden[index]) {
      if (answers.holds[index] < 0) continue
      add(arm, sum.golden, task, 1)
      add(arm, sum.goldenRight, task, answer === 1 ? 0.5 : Number((answer === 2) === (answers.holds[index] === 1)))
      continue
    }
    add(arm, sum.answers + answer, task, 1)
    if (answers.isRest[index]) add(arm, sum.rest, task, 1)
    const first = candidate * answerCount
    const others = votes[first] + votes[first + 1] + votes[first + 2] - 1
    if (others > 0) {
      add(arm, sum.compared, task, 1)
      add(arm, sum.alike, task, (votes[first + answer] - 1) / others)
    }
    const place = answers.place[index]
    const own = answers.assignment[index]
    if (place >= 0 && place < placeCount && shown[own] > 1) {
      const isYes = Number(answer === 2)
      add(arm, sum.placeAnswers + place, task, 1)
      add(arm, sum.placeLessMean + place, task, isYes - yes[own] / shown[own])
      if (place === 0) {
        add(arm, sum.firsts, task, 1)
        add(arm, sum.firstLessLater, task, isYes - (yes[own] - isYes) / (shown[own] - 1))
      }
    }
    within[(candidate * armCount + arm) * answerCount + answer]++
    taskOf[candidate] = task
  }
  for (let candidate = 0; candidate < data.candidateCount; candidate++) {
    for (let arm = 0; arm < armCount; arm++) {
      const first = (candidate * armCount + arm) * answerCount
      const total = within[first] + within[first + 1] + within[first + 2]
      if (total < 2) continue
      for (let one = 0; one < answerCount; one++) {
        const given = within[first + one]
        if (given === 0) continue
        const alone = sum.coincidences + pairPlace[one][one]
        add(arm, alone, taskOf[candidate], (given * (given - 1)) / (total - 1))
        for (let other = one + 1; other < answerCount; other++) {
          const pairs = (2 * given * within[first + other]) / (total - 1)
          if (pairs > 0) add(arm, sum.coincidences + pairPlace[one][other], taskOf[candidate], pairs)
        }
      }
    }
  }
  return columns
}

/** Writes the coincidence matrix of the sums that begin at `start` to `matrix` [9]. */
export function fillCoincidences(sums: Float64Array, start: number, matrix: Float64Array) {
  for (let one = 0; one < answerCount; one++) {
    for (let other = 0; other < answerCount; other++) {
      const both = sums[start + sum.coincidences + pairPlace[one][other]]
      matrix[one * answerCount + other] = one === other ? both : both / 2
    }
  }
}
