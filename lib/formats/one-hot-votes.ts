import { answers } from '@/lib/domain/rating/answer'
import { NpzFile, type NpzLimits } from '@/lib/formats/numpy/npz-reader'

/** Marks a pair that the rater was not asked about. */
export const noVote = -1

export type RaterSlab = {
  raterIndex: number
  /** One entry per pair: 0 no, 1 maybe, 2 yes, or `noVote`. The caller owns the array. */
  answers: Int8Array
}

const bytesPerPair = 8 * answers.length
const pairsAtOnce = 8_192

/**
 * Reads the votes in the array `tensor`, float64 [raters, pairs, 3], one rater at a time.
 *
 * A row of three zeros is not a vote; otherwise exactly one of the three is 1, at the index of the answer. Anything else
 * is a FormatError naming rater and pair. With 85 raters and 184,962 pairs the tensor is 377 MB, a slab 185 kB.
 */
export async function* readOneHotVotes(
  path: string,
  {
    raterCount,
    pairCount,
    limits,
  }: { raterCount: number | null; pairCount: number | null; limits?: Partial<NpzLimits> },
): AsyncGenerator<RaterSlab, void, undefined> {
  const npz = await NpzFile.open(path, limits)
  try {
    const shape = [raterCount, pairCount, answers.length]
    const { header, chunks } = await npz.array('tensor', { dtype: '<f8', shape })
    const pairs = header.shape[1]!
    // Chunks of the file end anywhere, so they are collected in memory that is aligned for float64.
    const block = Buffer.from(new ArrayBuffer(bytesPerPair * pairsAtOnce))
    const values = new Float64Array(block.buffer)
    let filled = 0
    let raterIndex = 0
    let pairIndex = 0
    let slab = new Int8Array(pairs)
    for await (const chunk of chunks) {
      for (let at = 0; at < chunk.length; ) {
        const taken = chunk.copy(block, filled, at)
        at += taken
        filled += taken
        const rows = Math.floor(filled / bytesPerPair)
        for (let row = 0; row < rows; row++) {
          const code = oneHotCode(values, row * answers.length)
          if (code === null) {
            const found = Array.from(values.subarray(row * 3, row * 3 + 3)).join(', ')
            const expected = `three zeros or a single 1 for rater ${raterIndex}, candidate ${pairIndex}`
            throw npz.error('tensor', expected, found, 'Correct the row; use three zeros for no vote.')
          }
          slab[pairIndex++] = code
          if (pairIndex < pairs) continue
          yield { raterIndex, answers: slab }
          slab = new Int8Array(pairs)
          pairIndex = 0
          raterIndex++
        }
        block.copyWithin(0, rows * bytesPerPair, filled)
        filled -= rows * bytesPerPair
      }
    }
  } finally {
    npz.close()
  }
}

/** Decodes the answer in three values from `from` on: −1 for none, null if they are not one-hot. */
function oneHotCode(values: Float64Array, from: number): number | null {
  const no = values[from]
  const maybe = values[from + 1]
  const yes = values[from + 2]
  const areBinary = (no === 0 || no === 1) && (maybe === 0 || maybe === 1) && (yes === 0 || yes === 1)
  if (!areBinary || no + maybe + yes > 1) return null
  return yes === 1 ? 2 : maybe === 1 ? 1 : no === 1 ? 0 : noVote
}
