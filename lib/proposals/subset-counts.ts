import type { ProposalPool } from './proposal-pool'
import type { WorkHooks } from './work-hooks'

/** Beyond this number the 2^M subsets no longer fit into memory. */
const maxCountedModels = 24

/** Pairs that experts have judged. */
export interface GoldenPairs {
  /** Int32Array[golden]: index in the pool; −1 for a pair that no model proposes and that is not an original label. */
  pair: Int32Array
  /** Uint8Array[golden]: 1 if the label holds. */
  isPositive: Uint8Array
}

export interface CountOptions {
  /** Uint8Array[pairs]: 1 for pairs asked in earlier batches, which are not asked again. */
  asked?: Uint8Array
  /** Whether to ask also about images on which all chosen models agree with the original label. */
  asksUnanimous: boolean
}

/** Counts for every subset of models, indexed by its bit mask: Int32Array[2^models] each. */
export interface SubsetCounts {
  modelCount: number
  /** Golden positives among the proposals. */
  goldenFound: Int32Array
  /** Golden pairs among the proposals, right or wrong. */
  goldenProposed: Int32Array
  /** Pairs proposed, including original labels. */
  proposals: Int32Array
  /** Images whose original label is the top-1 of every model of the subset. */
  unanimousImages: Int32Array
  /** Proposals of images that are rated, minus those asked before. */
  pairsToAsk: Int32Array
}

/**
 * Counts what every subset of the models would find and cost, exactly.
 *
 * A subset proposes what any of its models proposes, and every original label. An image is unanimous if it has an
 * original label that is the top-1 of every model of the subset; then nothing is asked about it, unless
 * `asksUnanimous`. The empty subset proposes the original labels alone, and none of its images is unanimous.
 *
 * Source: ours. A subset S misses a pair of models M if S ⊆ not M, and skips an image of agreeing models A if S ⊆ A; of
 *         such an image it misses the pair if S ⊆ A and not M. So each figure is a constant plus a sum over the
 *         supersets of S of counts by pattern, and all subsets share the additions.
 * Shapes: P pairs, M models; see the types.
 * Errors: RangeError for more than 24 models, and if golden or asked pairs do not fit the pool.
 * Cost:   O(P + golden + images + M · 2^M) time, 20 bytes per subset.
 */
export function countSubsets(
  pool: ProposalPool,
  golden: GoldenPairs,
  options: CountOptions,
  { onProgress, signal }: WorkHooks = {},
): SubsetCounts {
  checkCounts(pool, golden, options)
  const { modelCount } = pool
  const subsetCount = 2 ** modelCount
  const counts: SubsetCounts = {
    modelCount,
    goldenFound: new Int32Array(subsetCount),
    goldenProposed: new Int32Array(subsetCount),
    proposals: new Int32Array(subsetCount),
    unanimousImages: new Int32Array(subsetCount),
    pairsToAsk: new Int32Array(subsetCount),
  }
  const everyModel = subsetCount - 1
  fillGolden(counts, pool, golden, everyModel)
  fillUnanimous(counts, pool)
  const asked = fillPairs(counts, pool, options, everyModel)

  const tables = [
    ...[counts.goldenFound, counts.goldenProposed, counts.proposals],
    ...[counts.unanimousImages, counts.pairsToAsk],
  ]
  tables.forEach((table, done) => {
    signal?.throwIfAborted()
    onProgress?.(done, tables.length)
    supersetSums(table)
  })
  counts.unanimousImages[0] = 0
  counts.pairsToAsk[0] = asked.originals
  onProgress?.(tables.length, tables.length)
  return counts
}

/** The total is stored at the mask of all models, a superset of every subset; what a subset misses is subtracted. */
function fillGolden(
  { goldenFound, goldenProposed }: SubsetCounts,
  pool: ProposalPool,
  golden: GoldenPairs,
  all: number,
) {
  for (let at = 0; at < golden.pair.length; at++) {
    const pair = golden.pair[at]!
    if (pair < 0) continue
    const isMissable = pool.isOriginal[pair] === 0
    const missedBy = all & ~pool.pairModels[pair]!
    goldenProposed[all]!++
    if (isMissable) goldenProposed[missedBy]!--
    if (golden.isPositive[at] === 0) continue
    goldenFound[all]!++
    if (isMissable) goldenFound[missedBy]!--
  }
}

function fillUnanimous({ unanimousImages }: SubsetCounts, { agreeing }: ProposalPool) {
  for (const models of agreeing) unanimousImages[models]!++
}

function fillPairs(
  { proposals, pairsToAsk }: SubsetCounts,
  { agreeing, pairImage, pairModels, isOriginal }: ProposalPool,
  { asked, asksUnanimous }: CountOptions,
  all: number,
) {
  let originals = 0
  for (let pair = 0; pair < pairImage.length; pair++) {
    const isMissable = isOriginal[pair] === 0
    const missedBy = all & ~pairModels[pair]!
    proposals[all]!++
    if (isMissable) proposals[missedBy]!--
    if (asked?.[pair] === 1) continue
    if (!isMissable) originals++
    pairsToAsk[all]!++
    if (isMissable) pairsToAsk[missedBy]!--
    if (asksUnanimous) continue
    const passedOverBy = agreeing[pairImage[pair]!]!
    pairsToAsk[passedOverBy]!--
    if (isMissable) pairsToAsk[passedOverBy & missedBy]!++
  }
  return { originals }
}

function checkCounts(pool: ProposalPool, golden: GoldenPairs, { asked }: CountOptions) {
  const pairCount = pool.pairImage.length
  if (pool.modelCount > maxCountedModels) {
    throw new RangeError(`Subsets of at most ${maxCountedModels} models are counted, not of ${pool.modelCount}`)
  }
  if (golden.pair.length !== golden.isPositive.length) throw new RangeError('The columns of golden differ in length')
  for (const pair of golden.pair) {
    if (pair < -1 || pair >= pairCount) throw new RangeError(`Golden pair ${pair} is not one of ${pairCount}`)
  }
  if (asked && asked.length !== pairCount) {
    throw new RangeError(`There are ${asked.length} asked flags for ${pairCount} pairs`)
  }
}

/**
 * Converts values by mask to sums over supersets, in place: afterwards values[S] is the sum over all masks that contain
 * S.
 *
 * Source: the zeta transform of the subset lattice (Yates, 1937), one dimension per bit.
 * Shapes: `values` [2^bits].
 * Cost:   bits · 2^(bits − 1) additions, no memory.
 */
export function supersetSums(values: Int32Array) {
  for (let bit = 1; bit < values.length; bit *= 2) {
    for (let block = 0; block < values.length; block += 2 * bit) {
      for (let mask = block; mask < block + bit; mask++) values[mask]! += values[mask + bit]!
    }
  }
}
