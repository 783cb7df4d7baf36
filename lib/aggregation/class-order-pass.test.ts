import fc from 'fast-check'
import { expect, it } from 'vitest'
import { addAnswersToFalseCandidates, classOrderPass, inClassOrder } from './class-order-pass'
import { type ReassessMemory, reassessPass, sumOffsets } from './reassess-pass'
import { sumBlocks } from './run-context'

const [classCount, raterCount, evidenceCount, binCount, itemsPerBlock] = [4, 3, 2, 3, 5]

/** Pairs of columns that each sum to 1. */
const distributions = (rows: number, width: number, random: () => number) =>
  Array.from({ length: rows }, () => {
    const row = Array.from({ length: 2 * width }, () => 10 ** (-6 * random()))
    const total = [0, 1].map((k) => row.reduce((sum, share, at) => (at % 2 === k ? sum + share : sum), 0))
    return row.map((share, at) => share / total[at % 2]!)
  }).flat()

type Item = { cells: number[]; known: number; ofClass: number; evidence: number; bin: number }

function memoryOf(items: Item[], answerCount: number, shares: number[]): ReassessMemory {
  let drawn = 0
  const random = () => shares[drawn++ % shares.length]!
  const itemStart = Int32Array.of(0, ...items.map(({ cells }) => cells.length))
  for (let at = 1; at < itemStart.length; at++) itemStart[at]! += itemStart[at - 1]!
  const parts = {
    prior: Float64Array.from(
      Array.from({ length: classCount }, () => 0.1 + 0.8 * random()).flatMap((share) => [1 - share, share]),
    ),
    probability: Float64Array.from(distributions(raterCount, answerCount, random)),
    classFactor: Float64Array.from({ length: classCount * answerCount * 2 }, () => 0.2 + 3 * random()),
    evidence: Float64Array.from(distributions(classCount, evidenceCount, random)),
    bin: Float64Array.from(distributions(1, binCount, random)),
  }
  const sumsPerBlock = sumOffsets(parts).length
  return {
    ...parts,
    itemCount: items.length,
    answerCount,
    cellCount: raterCount * answerCount,
    evidenceCount,
    itemsPerBlock,
    itemStart,
    code: Uint16Array.from(items.flatMap(({ cells }) => cells.map((cell) => cell % (raterCount * answerCount)))),
    itemClass: Int32Array.from(items, ({ ofClass }) => ofClass),
    itemEvidence: Uint8Array.from(items, ({ evidence }) => evidence),
    itemBin: Uint8Array.from(items, ({ bin }) => bin),
    fixedClass: Int8Array.from(items, ({ known }) => known),
    isStart: Int32Array.of(0),
    sums: new Float64Array(Math.ceil(items.length / itemsPerBlock) * sumsPerBlock),
    sumsPerBlock,
    posterior: null,
  }
}

const someItems = fc.array(
  fc.record({
    // Sometimes so many votes that their product underflows.
    cells: fc.oneof(fc.array(fc.nat(8), { maxLength: 12 }), fc.array(fc.nat(8), { minLength: 300, maxLength: 400 })),
    known: fc.constantFrom(-1, -1, -1, 0, 1),
    ofClass: fc.nat(classCount - 1),
    evidence: fc.nat(evidenceCount - 1),
    bin: fc.nat(binCount - 1),
  }),
  { minLength: 1, maxLength: 25 },
)
const shares = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 7, maxLength: 30 })

it.each([2, 3])('agrees with a plain loop over unordered candidates: %i answers', (answerCount) => {
  fc.assert(
    fc.property(someItems, shares, (items, drawn) => {
      const memory = memoryOf(items, answerCount, drawn)
      const blocks = Math.ceil(items.length / itemsPerBlock)
      const [plain, quick] = [0, 1].map(() => new Float64Array(memory.sumsPerBlock))
      for (let block = 0; block < blocks; block++) reassessPass(memory, block)
      sumBlocks(memory.sums, blocks, plain!)
      const ordered = inClassOrder(memory)
      for (let block = 0; block < blocks; block++) classOrderPass(ordered, block)
      sumBlocks(ordered.sums, blocks, quick!)
      addAnswersToFalseCandidates(ordered, quick!)
      for (let at = 0; at < plain!.length; at++)
        expect(Math.abs(quick![at]! - plain![at]!)).toBeLessThan(1e-9 * (1 + Math.abs(plain![at]!)))
    }),
    { numRuns: 200, seed: 5 },
  )
})
