/**
 * All votes, gathered by item: those of item i lie from itemStart[i] up to itemStart[i + 1]. An item is whatever is
 * voted on: a candidate in the product, a task in a file.
 *
 * A vote takes 2 bytes, or 4 where raters × answers exceed 65,536; an item takes 4. All lies in shared memory, so that
 * threads work on it without copying.
 */
export type VoteTable = {
  itemCount: number
  raterCount: number
  /** How many different answers there are: 3 in the product. */
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
  /** The three columns have one entry a vote, in any order. */
  item: ArrayLike<number>
  rater: ArrayLike<number>
  answer: ArrayLike<number>
  /** Whether a rater may have voted twice on one item, as in some files; refused otherwise. */
  allowsRepeats?: boolean
}

/** Room for `count` votes, in the width that `codes` different codes need. */
export function voteCodes(count: number, codes: number): Uint16Array | Uint32Array {
  if (codes <= 65_536) return new Uint16Array(new SharedArrayBuffer(2 * count))
  return new Uint32Array(new SharedArrayBuffer(4 * count))
}

/**
 * Packs votes given in any order into a `VoteTable`, by counting sort; votes of one item keep their order.
 *
 * Errors: RangeError when the columns differ in length, an index or answer is out of range, or a rater has two votes on
 *         one item and repeats are not allowed; it names the vote.
 * Cost:   O(votes + items + raters) time; beside the result 4 bytes an item and a rater.
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

/** The rater of the vote at `position`. */
export const raterAt = ({ code, answerCount }: VoteTable, index: number): number =>
  Math.floor(code[index]! / answerCount)

/** The answer of the vote at `position`. */
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
