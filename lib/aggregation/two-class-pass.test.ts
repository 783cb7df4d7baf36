import fc from 'fast-check'
import { expect, it } from 'vitest'
import { dawidSkene, dawidSkeneDefaults } from './dawid-skene'
import { methodKernels, singleThreadContext } from './kernels'
import { inThisThread } from './run-context'
import { simulatedVotes } from './simulated-votes'
import { setRatios, type TwoClassMemory, twoClassPass } from './two-class-pass'

/** The pass by its definition: one vote after the other, with a logarithm each. */
function plainPass(memory: TwoClassMemory, block: number) {
  const { itemCount, itemsPerBlock, itemStart, code, ratio, odds, fixedClass, cellCount, counts, totals } = memory
  counts.fill(0, block * cellCount, (block + 1) * cellCount)
  totals.fill(0, block * 3, block * 3 + 3)
  for (let item = block * itemsPerBlock; item < Math.min(itemCount, (block + 1) * itemsPerBlock); item++) {
    const cells = Array.from(code.subarray(itemStart[item], itemStart[item + 1]))
    const known = fixedClass?.[item] ?? -1
    if (cells.length === 0 && known < 0) continue
    const log = cells.reduce((sum, cell) => sum + Math.log(ratio[cell]!), Math.log(odds[0]!))
    const posterior = known < 0 ? 1 / (1 + Math.exp(-log)) : known
    for (const cell of cells) counts[block * cellCount + cell]! += posterior
    totals[block * 3]! += 1 - posterior
    totals[block * 3 + 1]! += posterior
    const free = Math.max(0, log) + Math.log1p(Math.exp(-Math.abs(log)))
    totals[block * 3 + 2]! += known < 0 ? free : known * log
  }
}

const plainly = { runBlocks: inThisThread({ ...methodKernels, 'two-class-pass': plainPass }) }

const item = fc.record({ cells: fc.array(fc.nat(5), { maxLength: 40 }), known: fc.constantFrom(-1, -1, 0, 1) })

function memoryOf(items: { cells: number[]; known: number }[], probability: number[]): TwoClassMemory {
  const ends = items.map((_, index) => items.slice(0, index + 1).reduce((sum, { cells }) => sum + cells.length, 0))
  const memory: TwoClassMemory = {
    itemCount: items.length,
    cellCount: 6,
    itemsPerBlock: 3,
    itemStart: Int32Array.of(0, ...ends),
    code: Uint16Array.from(items.flatMap(({ cells }) => cells)),
    ratio: new Float64Array(6),
    odds: new Float64Array(1),
    factorCount: new Int32Array(1),
    fixedClass: Int8Array.from(items, ({ known }) => known),
    counts: new Float64Array(6 * items.length),
    totals: new Float64Array(3 * items.length),
    votesOfCell: new Float64Array(6),
  }
  expect(setRatios(memory, { probability: Float64Array.from(probability), prior: Float64Array.of(0.7, 0.3) })).toBe(
    true,
  )
  return memory
}

it('matches the definition for known, empty and long items, and for likely and unlikely answers', () => {
  const share = fc.integer({ min: -10, max: 0 }).map((power) => 10 ** power)
  const someItems = fc.array(item, { minLength: 1, maxLength: 9 })
  const someShares = fc.array(share, { minLength: 12, maxLength: 12 })
  fc.assert(
    fc.property(someItems, someShares, (items, probability) => {
      const quick = memoryOf(items, probability)
      const plain = memoryOf(items, probability)
      for (let block = 0; block < Math.ceil(items.length / 3); block++) {
        twoClassPass(quick, block)
        plainPass(plain, block)
      }
      for (const name of ['counts', 'totals'] as const)
        for (let at = 0; at < quick[name].length; at++) expect(quick[name][at]).toBeCloseTo(plain[name][at]!, 8)
    }),
    { numRuns: 300, seed: 3 },
  )
})

it('leaves probabilities without a finite ratio to the general loop', () => {
  const memory = memoryOf([{ cells: [0], known: -1 }], new Array(12).fill(0.5))
  const prior = Float64Array.of(0.5, 0.5)
  for (const at of [0, 1]) {
    const probability = new Float64Array(12).fill(0.5)
    probability[at] = 0
    expect(setRatios(memory, { probability, prior })).toBe(false)
  }
  const probability = new Float64Array(12).fill(0.5)
  for (const other of [Float64Array.of(0, 1), Float64Array.of(1, 0)])
    expect(setRatios(memory, { probability, prior: other })).toBe(false)
})

it('converges to the same result as the definition', () => {
  const { votes } = simulatedVotes({
    itemCount: 5_000,
    raterCount: 40,
    answerCount: 3,
    votesPerItem: 7,
    classPrior: [0.8, 0.2],
    matrices: (rater) => [0.9 - rater / 100, 0.1, rater / 100, rater / 100, 0.1, 0.9 - rater / 100],
    seed: 2,
  })
  const fixedClass = Int8Array.from({ length: votes.itemCount }, (_, at) => (at % 9 === 0 ? at % 2 : -1))
  for (const pooling of [0, 2]) {
    const given = { ...dawidSkeneDefaults, classCount: 2, pooling, fixedClass }
    const quick = dawidSkene(votes, given, singleThreadContext)
    const plain = dawidSkene(votes, given, plainly)
    expect(quick.iterations).toBe(plain.iterations)
    expect(quick.logLikelihood).toBeCloseTo(plain.logLikelihood ?? 0, 6)
    for (let at = 0; at < 2_000; at++) expect(quick.posterior[at]).toBeCloseTo(plain.posterior[at]!, 10)
  }
})
