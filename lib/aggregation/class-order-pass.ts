import { addPair, type ReassessMemory, sumOffsets } from './reassess-pass'
import { sharedInts } from './run-context'
import { voteCodes } from './vote-table'

/**
 * The memory of `reassessPass` with candidates sorted by class, so that P(answer | rater, class) is computed once for
 * all votes of a rater on candidates of a class.
 */
export type ClassOrderMemory = Omit<ReassessMemory, 'itemClass' | 'isStart' | 'posterior'> & {
  /** Int32Array[N + 1]: class c has candidates classStart[c] up to classStart[c + 1]. */
  classStart: Int32Array
  /** Int32Array[N + 1]: `rater` holds the raters who voted on class c from raterStart[c] up to raterStart[c + 1]. */
  raterStart: Int32Array
  rater: Int32Array
  /** Float64Array[cells + N * A]: all votes of each cell, then the votes of each answer on each class. */
  voteCounts: Float64Array
}

/** Sorts the candidates by class; parameters and sums are shared with `memory`. */
export function inClassOrder(memory: ReassessMemory): ClassOrderMemory {
  const { itemCount, answerCount, cellCount, itemStart, code, itemClass, itemEvidence, itemBin, fixedClass } = memory
  const classCount = memory.classFactor.length / (2 * answerCount)
  const classStart = sharedInts(classCount + 1)
  for (let item = 0; item < itemCount; item++) classStart[itemClass[item]! + 1]!++
  for (let index = 0; index < classCount; index++) classStart[index + 1]! += classStart[index]!
  const ordered = {
    itemStart: sharedInts(itemCount + 1),
    code: voteCodes(code.length, cellCount),
    itemEvidence: new Uint8Array(new SharedArrayBuffer(itemCount)),
    itemBin: new Uint8Array(new SharedArrayBuffer(itemCount)),
    fixedClass: fixedClass && new Int8Array(new SharedArrayBuffer(itemCount)),
  }
  const order = new Int32Array(itemCount)
  const next = classStart.slice(0, classCount)
  for (let item = 0; item < itemCount; item++) order[next[itemClass[item]!]!++] = item
  let vote = 0
  for (let at = 0; at < itemCount; at++) {
    const item = order[at]!
    ordered.itemEvidence[at] = itemEvidence[item]!
    ordered.itemBin[at] = itemBin[item]!
    if (ordered.fixedClass) ordered.fixedClass[at] = fixedClass![item]!
    for (let index = itemStart[item]!; index < itemStart[item + 1]!; index++) ordered.code[vote++] = code[index]!
    ordered.itemStart[at + 1] = vote
  }
  const { itemClass: _, isStart: __, posterior: ___, ...rest } = memory
  return { ...rest, ...ordered, classStart, ...votersOf(classStart, ordered, cellCount, answerCount) }
}

/** Returns who voted on each class, and the number of votes per cell and per answer on each class. */
function votersOf(
  classStart: Int32Array,
  { itemStart, code }: Pick<ClassOrderMemory, 'itemStart' | 'code'>,
  cellCount: number,
  answerCount: number,
): Pick<ClassOrderMemory, 'raterStart' | 'rater' | 'voteCounts'> {
  const raterStart = sharedInts(classStart.length)
  const raters: number[] = []
  const voteCounts = new Float64Array(cellCount + (classStart.length - 1) * answerCount)
  const lastClass = new Int32Array(cellCount / answerCount).fill(-1)
  for (let index = 0; index < classStart.length - 1; index++) {
    const answerAt = cellCount + index * answerCount
    const end = itemStart[classStart[index + 1]!]!
    for (let vote = itemStart[classStart[index]!]!; vote < end; vote++) {
      const cell = code[vote]!
      const rater = Math.floor(cell / answerCount)
      voteCounts[cell]!++
      voteCounts[answerAt + cell - rater * answerCount]!++
      if (lastClass[rater] === index) continue
      lastClass[rater] = index
      raters.push(rater)
    }
    raterStart[index + 1] = raters.length
  }
  const rater = sharedInts(raters.length)
  rater.set(raters)
  return { raterStart, rater, voteCounts }
}

/** Items per call: V8 compiles a function that is called often as a whole, but a long loop only while it runs. */
const itemsPerCall = 1_024
/** Below this, a product of probabilities is recomputed in logarithms; above it, no precision is lost. */
const smallest = 1e-250

/**
 * `reassessPass` on one block of candidates sorted by class: with a table per class, a vote costs two multiplications
 * and one addition. Expected answers are summed only for candidates that hold; `addAnswersToFalseCandidates` adds the
 * others.
 */
export function classOrderPass(memory: ClassOrderMemory, block: number): void {
  const { itemCount, itemsPerBlock, cellCount, classStart, sumsPerBlock } = memory
  const sums = memory.sums.subarray(block * sumsPerBlock, (block + 1) * sumsPerBlock).fill(0)
  const work = { table: new Float64Array(2 * cellCount), counts: new Float64Array(cellCount), sums }
  const start = block * itemsPerBlock
  const end = Math.min(itemCount, start + itemsPerBlock)
  let index = 0
  while (classStart[index + 1]! <= start) index++
  for (; index < classStart.length - 1 && classStart[index]! < end; index++) {
    setTable(memory, index, work.table)
    const to = Math.min(end, classStart[index + 1]!)
    for (let from = Math.max(start, classStart[index]!); from < to; from += itemsPerCall) {
      addItems(memory, index, from, Math.min(to, from + itemsPerCall), work)
    }
    moveCounts(memory, index, work)
  }
}

type Work = {
  /** Float64Array[cells * 2]: P(answer | rater, class, hidden class) for the raters who voted on the class. */
  table: Float64Array
  /** Float64Array[cells]: expected answers to candidates of the class that hold. */
  counts: Float64Array
  sums: Float64Array
}

function setTable(
  { answerCount, probability, classFactor, raterStart, rater }: ClassOrderMemory,
  index: number,
  table: Float64Array,
) {
  const width = 2 * answerCount
  const factorAt = index * width
  for (let at = raterStart[index]!; at < raterStart[index + 1]!; at++) {
    const row = rater[at]! * width
    // The product of the rater's row and the class factor is normalised to a distribution over answers.
    let sum0 = 0
    let sum1 = 0
    for (let answer = 0; answer < width; answer += 2) {
      sum0 += table[row + answer] = probability[row + answer]! * classFactor[factorAt + answer]!
      sum1 += table[row + answer + 1] = probability[row + answer + 1]! * classFactor[factorAt + answer + 1]!
    }
    const inverse0 = 1 / sum0
    const inverse1 = 1 / sum1
    for (let answer = 0; answer < width; answer += 2) {
      table[row + answer]! *= inverse0
      table[row + answer + 1]! *= inverse1
    }
  }
}

function addItems(memory: ClassOrderMemory, index: number, from: number, to: number, work: Work) {
  const { evidenceCount, itemStart, code, itemEvidence, itemBin, fixedClass, prior, evidence, bin } = memory
  const { table, counts, sums } = work
  const { ofEvidence, ofBin, ofPrior, logLikelihood: likelihoodAt } = sumOffsets(memory)
  const priorAt = 2 * index
  let total0 = 0
  let total1 = 0
  let logLikelihood = 0
  // The likelihoods of items are multiplied until they get small, so that one logarithm serves many items.
  let product = 1
  for (let item = from; item < to; item++) {
    const start = itemStart[item]!
    const end = itemStart[item + 1]!
    const known = fixedClass === null ? -1 : fixedClass[item]!
    if (start === end && known < 0) continue
    const evidenceAt = 2 * (index * evidenceCount + itemEvidence[item]!)
    const binAt = 2 * itemBin[item]!
    const before0 = known === 1 ? 0 : prior[priorAt]! * evidence[evidenceAt]! * bin[binAt]!
    const before1 = known === 0 ? 0 : prior[priorAt + 1]! * evidence[evidenceAt + 1]! * bin[binAt + 1]!
    let joint0 = before0
    let joint1 = before1
    let vote = start
    // Most items have five votes; unrolling by five halves the time.
    for (; vote + 5 <= end; vote += 5) {
      const a = 2 * code[vote]!
      const b = 2 * code[vote + 1]!
      const c = 2 * code[vote + 2]!
      const d = 2 * code[vote + 3]!
      const e = 2 * code[vote + 4]!
      joint0 *= table[a]! * table[b]! * (table[c]! * table[d]!) * table[e]!
      joint1 *= table[a + 1]! * table[b + 1]! * (table[c + 1]! * table[d + 1]!) * table[e + 1]!
    }
    for (; vote < end; vote++) {
      joint0 *= table[2 * code[vote]!]!
      joint1 *= table[2 * code[vote]! + 1]!
    }
    let sum = joint0 + joint1
    if (!(sum > smallest)) {
      const log0 = Math.log(before0) + logOfVotes(memory, item, table, 0)
      const log1 = Math.log(before1) + logOfVotes(memory, item, table, 1)
      const largest = Math.max(log0, log1)
      joint0 = Math.exp(log0 - largest)
      joint1 = Math.exp(log1 - largest)
      sum = joint0 + joint1
      logLikelihood += largest
    }
    if (sum * product < smallest) {
      logLikelihood += Math.log(product)
      product = 1
    }
    product *= sum
    const posterior1 = joint1 / sum
    const posterior0 = joint0 / sum
    total0 += posterior0
    total1 += posterior1
    addPair(sums, ofEvidence + evidenceAt, posterior0, posterior1)
    addPair(sums, ofBin + binAt, posterior0, posterior1)
    vote = start
    for (; vote + 5 <= end; vote += 5) {
      counts[code[vote]!]! += posterior1
      counts[code[vote + 1]!]! += posterior1
      counts[code[vote + 2]!]! += posterior1
      counts[code[vote + 3]!]! += posterior1
      counts[code[vote + 4]!]! += posterior1
    }
    for (; vote < end; vote++) counts[code[vote]!]! += posterior1
  }
  addPair(sums, ofPrior + priorAt, total0, total1)
  sums[likelihoodAt]! += logLikelihood + Math.log(product)
}

function logOfVotes({ itemStart, code }: ClassOrderMemory, item: number, table: Float64Array, k: number): number {
  let log = 0
  for (let vote = itemStart[item]!; vote < itemStart[item + 1]!; vote++) log += Math.log(table[2 * code[vote]! + k]!)
  return log
}

/** Adds the counts of a class to the sums of its raters and of the class, then clears them. */
function moveCounts(memory: ClassOrderMemory, index: number, { counts, sums }: Work) {
  const { answerCount, raterStart, rater } = memory
  const classAt = sumOffsets(memory).ofClass + 2 * answerCount * index
  for (let at = raterStart[index]!; at < raterStart[index + 1]!; at++) {
    const row = rater[at]! * answerCount
    for (let answer = 0; answer < answerCount; answer++) {
      const count = counts[row + answer]!
      sums[2 * (row + answer) + 1]! += count
      sums[classAt + 2 * answer + 1]! += count
      counts[row + answer] = 0
    }
  }
}

/** Fills in the expected answers to candidates that do not hold: all votes minus those already summed. */
export function addAnswersToFalseCandidates({ voteCounts }: ClassOrderMemory, sum: Float64Array): void {
  for (let at = 0; at < voteCounts.length; at++) sum[2 * at] = Math.max(0, voteCounts[at]! - sum[2 * at + 1]!)
}
