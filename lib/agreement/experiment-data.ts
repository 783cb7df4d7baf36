/** Answers in the conditions of an experiment. All indices are dense, from 0 to the counts below. */
export type ExperimentData = {
  conditionCount: number
  taskCount: number
  candidateCount: number
  /** Submitted assignments. */
  assignments: {
    task: Int32Array
    condition: Int32Array
    /** −1 if not measured. */
    activeMs: Int32Array
    /** Whether it was undone and submitted again. */
    isUndone: Uint8Array
  }
  /** Answers of these assignments, in any order. */
  answers: {
    assignment: Int32Array
    candidate: Int32Array
    /** Display position, from 0; −1 if unknown. */
    position: Int32Array
    /** 0 no, 1 maybe, 2 yes. */
    answer: Uint8Array
    /** Whether “the rest are no” set it. */
    isRest: Uint8Array
    /** For gold questions: whether the label holds. −1 for ordinary tasks or unknown truth. */
    holds: Int32Array
    /** Whether it belongs to a gold question. Such answers are only compared with the truth. */
    isGolden: Uint8Array
  }
  /** [3 × candidates] number of no, maybe and yes per candidate by all raters, in the experiment or not. */
  votes: Int32Array
}

const answerCount = 3

/** Display positions with figures of their own. */
export const positionCount = 8

/** Offsets of a condition's sums within its part of a row. */
export const sum = {
  assignments: 0,
  undone: 1,
  answers: 2,
  rest: 5,
  alike: 6,
  compared: 7,
  coincidences: 8,
  /** Golden answers and how many are correct, on labels that hold and on labels that do not. */
  goldenHolds: 14,
  goldenHoldsRight: 15,
  goldenHoldsNot: 16,
  goldenHoldsNotRight: 17,
  firstLessLater: 18,
  firsts: 19,
  positionLessMean: 20,
  positionAnswers: 20 + positionCount,
  activeMs: 20 + 2 * positionCount,
  timedAnswers: 21 + 2 * positionCount,
  /** Answers on labels with a majority of yes among the other votes, and how many of them are no. */
  likely: 22 + 2 * positionCount,
  missed: 23 + 2 * positionCount,
} as const
export const sumWidth = 24 + 2 * positionCount

const pairPosition = [
  [0, 1, 2],
  [1, 3, 4],
  [2, 4, 5],
]

/**
 * Computes the sums from which every share of a condition follows, by task, so that tasks can be resampled.
 *
 * Returns Float64Array[conditions × sumWidth × tasks], one column of tasks per sum and condition. An answer's agreement
 * with others is the share of their votes on the candidate that equal it. Positions are compared within the same
 * assignment, because only large tasks have late positions and they contain other candidates than small ones.
 * Coincidences are those of votes within the condition on one candidate, both orders added, each item weighted so that
 * a vote counts once (Krippendorff 2011).
 * Errors: RangeError if columns differ in length.
 * Cost:   O(assignments + answers + candidates × conditions) time.
 */
export function experimentSums(data: ExperimentData): Float64Array {
  const { answers } = data
  const size = answers.assignment.length
  for (const column of Object.values(answers))
    if (column.length !== size) throw new RangeError(`${column.length} values for ${size} answers`)
  const columns = new Float64Array(data.conditionCount * sumWidth * data.taskCount)
  const add: Add = (condition, column, task, value) => {
    columns[(condition * sumWidth + column) * data.taskCount + task]! += value
  }
  addAssignments(data, add)
  addAnswers(data, add)
  addTimes(data, add)
  addPositions(data, add)
  addCoincidences(data, add)
  return columns
}

/** Adds `value` to one sum of a condition and task. */
type Add = (condition: number, column: number, task: number, value: number) => void

function addAssignments({ assignments }: ExperimentData, add: Add) {
  for (let index = 0; index < assignments.task.length; index++) {
    add(assignments.condition[index]!, sum.assignments, assignments.task[index]!, 1)
    if (assignments.isUndone[index]) add(assignments.condition[index]!, sum.undone, assignments.task[index]!, 1)
  }
}

function addAnswers({ assignments, answers, votes }: ExperimentData, add: Add) {
  for (let index = 0; index < answers.assignment.length; index++) {
    const task = assignments.task[answers.assignment[index]!]!
    const condition = assignments.condition[answers.assignment[index]!]!
    const answer = answers.answer[index]!
    if (answers.isGolden[index]) {
      if (answers.holds[index]! < 0) continue
      const holds = answers.holds[index] === 1
      add(condition, holds ? sum.goldenHolds : sum.goldenHoldsNot, task, 1)
      add(condition, holds ? sum.goldenHoldsRight : sum.goldenHoldsNotRight, task, holds ? answer / 2 : 1 - answer / 2)
      continue
    }
    add(condition, sum.answers + answer, task, 1)
    if (answers.isRest[index]) add(condition, sum.rest, task, 1)
    const first = answers.candidate[index]! * answerCount
    const others = votes[first]! + votes[first + 1]! + votes[first + 2]! - 1
    if (others <= 0) continue
    add(condition, sum.compared, task, 1)
    add(condition, sum.alike, task, (votes[first + answer]! - 1) / others)
    if (2 * (votes[first + 2]! - Number(answer === 2)) <= others) continue
    add(condition, sum.likely, task, 1)
    if (answer === 0) add(condition, sum.missed, task, 1)
  }
}

/** Adds active time in rating tasks, and the votes given in that time. */
function addTimes({ assignments, answers }: ExperimentData, add: Add) {
  const votes = new Int32Array(assignments.task.length)
  for (let index = 0; index < answers.assignment.length; index++) {
    if (!answers.isGolden[index]) votes[answers.assignment[index]!]!++
  }
  for (let index = 0; index < votes.length; index++) {
    if (votes[index] === 0 || assignments.activeMs[index]! < 0) continue
    add(assignments.condition[index]!, sum.activeMs, assignments.task[index]!, assignments.activeMs[index]!)
    add(assignments.condition[index]!, sum.timedAnswers, assignments.task[index]!, votes[index]!)
  }
}

function addPositions({ assignments, answers }: ExperimentData, add: Add) {
  const size = answers.assignment.length
  const shown = new Int32Array(assignments.task.length)
  const yes = new Int32Array(assignments.task.length)
  for (let index = 0; index < size; index++) {
    shown[answers.assignment[index]!]!++
    if (answers.answer[index] === 2) yes[answers.assignment[index]!]!++
  }
  for (let index = 0; index < size; index++) {
    const own = answers.assignment[index]!
    const position = answers.position[index]!
    if (answers.isGolden[index] || position < 0 || position >= positionCount || shown[own]! < 2) continue
    const [condition, task] = [assignments.condition[own], assignments.task[own]]
    const isYes = Number(answers.answer[index] === 2)
    add(condition!, sum.positionAnswers + position, task!, 1)
    add(condition!, sum.positionLessMean + position, task!, isYes - yes[own]! / shown[own]!)
    if (position > 0) continue
    add(condition!, sum.firsts, task!, 1)
    add(condition!, sum.firstLessLater, task!, isYes - (yes[own]! - isYes) / (shown[own]! - 1))
  }
}

function addCoincidences({ conditionCount, candidateCount, assignments, answers }: ExperimentData, add: Add) {
  /** [candidates × conditions × answers] counts of answers. */
  const within = new Int32Array(candidateCount * conditionCount * answerCount)
  const taskOf = new Int32Array(candidateCount)
  for (let index = 0; index < answers.assignment.length; index++) {
    if (answers.isGolden[index]) continue
    const [own, candidate] = [answers.assignment[index], answers.candidate[index]]
    within[(candidate! * conditionCount + assignments.condition[own!]!) * answerCount + answers.answer[index]!]!++
    taskOf[candidate!] = assignments.task[own!]!
  }
  for (let item = 0; item < candidateCount * conditionCount; item++) {
    const counts = within.subarray(item * answerCount, (item + 1) * answerCount)
    const [condition, task] = [item % conditionCount, taskOf[Math.floor(item / conditionCount)]]
    addPairs(counts, (column, value) => add(condition, column, task!, value))
  }
}

/** Adds the pairs of equal and of different answers on one candidate; `counts` [answers]. */
function addPairs(counts: Int32Array, add: (column: number, value: number) => void) {
  const total = counts[0]! + counts[1]! + counts[2]!
  if (total < 2) return
  for (let one = 0; one < answerCount; one++) {
    const given = counts[one]!
    if (given > 0) add(sum.coincidences + pairPosition[one]![one]!, (given * (given - 1)) / (total - 1))
    for (let other = one + 1; other < answerCount; other++) {
      const pairs = (2 * given * counts[other]!) / (total - 1)
      if (pairs > 0) add(sum.coincidences + pairPosition[one]![other]!, pairs)
    }
  }
}

/** Writes the coincidence matrix of the sums at `start` to `matrix` [9]. */
export function fillCoincidences(sums: Float64Array, start: number, matrix: Float64Array) {
  for (let one = 0; one < answerCount; one++) {
    for (let other = 0; other < answerCount; other++) {
      const both = sums[start + sum.coincidences + pairPosition[one]![other]!]!
      matrix[one * answerCount + other] = one === other ? both : both / 2
    }
  }
}
