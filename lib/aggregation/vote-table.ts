/**
 * All votes, grouped by item: those of item i are code[itemStart[i]] up to code[itemStart[i + 1]]. An item is anything
 * that gets votes: a candidate in the product, a task in a file.
 *
 * A vote takes 2 bytes, or 4 if raters × answers exceed 65,536; an item takes 4. The arrays are in shared memory, so
 * that threads use them without copying.
 */
export type VoteTable = {
  itemCount: number
  raterCount: number
  /** Number of different answers: 3 in the product. */
  answerCount: number
  voteCount: number
  /** Int32Array[itemCount + 1], rising. */
  itemStart: Int32Array
  /** [voteCount] rater × answerCount + answer. */
  code: Uint16Array | Uint32Array
}

export type VoteColumns = {
  itemCount: number
  raterCount: number
  answerCount: number
  /** The three columns have one entry per vote, in any order. */
  item: ArrayLike<number>
  rater: ArrayLike<number>
  answer: ArrayLike<number>
  /** Whether a rater may have voted twice on one item, as in some files. */
  allowsRepeats?: boolean
}

/** Allocates `count` votes, wide enough for `codes` different codes. */
export function voteCodes(count: number, codes: number): Uint16Array | Uint32Array {
  if (codes <= 65_536) return new Uint16Array(new SharedArrayBuffer(2 * count))
  return new Uint32Array(new SharedArrayBuffer(4 * count))
}

/**
 * Packs votes in any order into a `VoteTable` by counting sort; votes of one item keep their order.
 *
 * Errors: RangeError if the columns differ in length, an index or answer is out of range, or a rater has two votes on
 *         one item and repeats are not allowed; it names the vote.
 * Cost:   O(votes + items + raters) time; 4 bytes per item and rater in addition to the result.
 */
export function voteTable(columns: VoteColumns): VoteTable {
  const { itemCount, raterCount, answerCount, item, rater, answer, allowsRepeats = false } = columns
  const voteCount = item.length
  if (rater.length !== voteCount || answer.length !== voteCount) {
    throw new RangeError(`Columns of ${voteCount} items, ${rater.length} raters and ${answer.length} answers`)
  }
  if (raterCount * answerCount > 0xffffffff) {
    throw new RangeError(`${raterCount} raters with ${answerCount} answers each are more than a vote can hold`)
  }
  const itemStart = new Int32Array(new SharedArrayBuffer(4 * (itemCount + 1)))
  for (let vote = 0; vote < voteCount; vote++) {
    requireIndex(item[vote]!, itemCount, 'item', vote)
    requireIndex(rater[vote]!, raterCount, 'rater', vote)
    requireIndex(answer[vote]!, answerCount, 'answer', vote)
    itemStart[item[vote]! + 1]!++
  }
  for (let index = 0; index < itemCount; index++) itemStart[index + 1]! += itemStart[index]!
  const code = voteCodes(voteCount, raterCount * answerCount)
  const nextPosition = itemStart.slice(0, itemCount)
  for (let vote = 0; vote < voteCount; vote++) {
    code[nextPosition[item[vote]!]!++] = rater[vote]! * answerCount + answer[vote]!
  }
  const table = { itemCount, raterCount, answerCount, voteCount, itemStart, code }
  if (!allowsRepeats) refuseDoubleVotes(table)
  return table
}

/** The rater of the vote at `index`. */
export const raterAt = ({ code, answerCount }: VoteTable, index: number): number =>
  Math.floor(code[index]! / answerCount)

/** The answer of the vote at `index`. */
export const answerAt = ({ code, answerCount }: VoteTable, index: number): number => code[index]! % answerCount

function requireIndex(value: number, count: number, what: string, vote: number) {
  if (Number.isInteger(value) && value >= 0 && value < count) return
  throw new RangeError(`Vote ${vote}: ${what} ${value} is not from 0 to ${count - 1}`)
}

function refuseDoubleVotes(table: VoteTable) {
  const lastItem = new Int32Array(table.raterCount).fill(-1)
  for (let item = 0; item < table.itemCount; item++) {
    for (let index = table.itemStart[item]!; index < table.itemStart[item + 1]!; index++) {
      const rater = raterAt(table, index)
      if (lastItem[rater] === item) throw new RangeError(`Rater ${rater} has two votes on item ${item}`)
      lastItem[rater] = item
    }
  }
}
