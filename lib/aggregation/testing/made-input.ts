import type { GoldenAnswers } from '@/lib/aggregation/aggregation-method'

export const noGoldenAnswers: GoldenAnswers = {
  person: new Int32Array(0),
  candidate: new Int32Array(0),
  answer: new Uint8Array(0),
  isExpert: new Uint8Array(0),
}

/** Right with probability `accuracy`; other answers are equally likely. Class k has the answer k. */
export function accurateMatrix(count: number, accuracy: number): Float64Array {
  const matrix = new Float64Array(count * count).fill(count > 1 ? (1 - accuracy) / (count - 1) : 1)
  for (let k = 0; k < count; k++) matrix[k * count + k] = count > 1 ? accuracy : 1
  return matrix
}

/** The same answer whatever the class, such as a rater who always says maybe. */
export function constantMatrix(classCount: number, answerCount: number, answer: number): Float64Array {
  const matrix = new Float64Array(classCount * answerCount)
  for (let k = 0; k < classCount; k++) matrix[k * answerCount + answer] = 1
  return matrix
}
