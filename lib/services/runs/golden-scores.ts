import { type AggregationInput, type AggregationResult, nullIfImpossible } from '@/lib/aggregation/aggregation-method'
import { judgedTruth } from '@/lib/aggregation/golden-truth'
import type { PreparedRun } from '@/lib/aggregation/registry'
import type { RunBlocks } from '@/lib/aggregation/run-context'
import { type CrossCalibration, crossCalibration, missingForCalibration } from '@/lib/evaluation/cross-calibration'
import { imageFolds } from '@/lib/evaluation/folds'
import { type FreshF1, freshF1 } from '@/lib/evaluation/fresh-f1'

interface Asked {
  input: AggregationInput
  folds: { count: number; seed: number } | null
}
interface Hooks {
  onProgress?: ((step: string, done: number, total: number) => void) | undefined
}

/** Scores of the golden candidates, each computed without its own golden answers. */
export interface FoldedScores {
  folds: number
  seed: number
  usesGolden: boolean
  /** Indices of the candidates. */
  candidate: Int32Array
  /** Indices of their images. */
  image: Int32Array
  fold: Int32Array
  /** 1 if more than half of the experts who answered said yes. */
  truth: Uint8Array
  score: Float64Array
}

function withoutGolden(input: AggregationInput, isHeldOut: Uint8Array): AggregationInput {
  const { person, candidate, answer, isExpert } = input.goldenAnswers
  const keep = (_: number, at: number) => isHeldOut[candidate[at]!] === 0
  return {
    ...input,
    goldenAnswers: {
      person: person.filter(keep),
      candidate: candidate.filter(keep),
      answer: answer.filter(keep),
      isExpert: isExpert.filter(keep),
    },
  }
}

/** Null if leaving out the golden answers of these folds leaves too little to learn from. */
function scoresWithout(
  heldOut: readonly number[],
  prepared: PreparedRun,
  input: AggregationInput,
  { image, fold }: Pick<FoldedScores, 'image' | 'fold'>,
  runBlocks: RunBlocks,
): Float64Array | null {
  const images = new Set(image.filter((_, at) => heldOut.includes(fold[at]!)))
  const isHeldOut = Uint8Array.from(input.candidateImage, (own) => (images.has(own) ? 1 : 0))
  const training = withoutGolden(input, isHeldOut)
  return runOrNull(prepared, training, runBlocks)?.score ?? null
}

/** Scores golden candidates by cross-validation over images. Null if there are too few. */
export function goldenScores(
  prepared: PreparedRun,
  { input, folds }: Asked,
  score: Float64Array,
  runBlocks: RunBlocks,
  { onProgress }: Hooks,
): FoldedScores | null {
  const { truth } = judgedTruth(input, 'majority')
  const candidate = Int32Array.from(truth.keys()).filter((index) => truth[index]! >= 0)
  if (folds === null || candidate.length === 0) return null
  const image = candidate.map((index) => input.candidateImage[index]!)
  const images = Int32Array.from(new Set(image))
  const count = Math.min(folds.count, images.length)
  if (count < 2 && prepared.usesGolden) return null
  const foldOf = count < 2 ? new Int32Array(images.length) : imageFolds(images, count, folds.seed)
  const foldOfImage = new Map(Array.from(images, (one, index) => [one, foldOf[index]!]))
  const golden = {
    folds: count,
    seed: folds.seed,
    usesGolden: prepared.usesGolden,
    candidate,
    image,
    fold: image.map((one) => foldOfImage.get(one)!),
    truth: Uint8Array.from(candidate, (index) => truth[index]!),
    score: Float64Array.from(candidate, (index) => score[index]!),
  }
  if (!prepared.usesGolden) return golden
  for (let fold = 0; fold < count; fold++) {
    const scored = scoresWithout([fold], prepared, input, golden, runBlocks)
    // With few golden answers, a fold may leave too little to learn from, and no unbiased figure is possible.
    if (!scored) return null
    for (const [at, index] of candidate.entries()) if (golden.fold[at] === fold) golden.score[at] = scored[index]!
    onProgress?.('Scoring golden images without their answers', fold + 1, count)
  }
  return golden
}

/**
 * Returns, for each fold, the scores of the other folds' golden candidates computed without their own golden answers
 * and without those of that fold, so that what is fitted on them may be evaluated on that fold. One run per pair of
 * folds; null if one of them is not possible.
 */
function scoresOfPairs(
  prepared: PreparedRun,
  input: AggregationInput,
  golden: FoldedScores,
  runBlocks: RunBlocks,
  { onProgress }: Hooks,
): Float64Array[] | null {
  const { folds, fold, candidate } = golden
  const without = Array.from({ length: folds }, () => golden.score.slice())
  const all = Array.from({ length: folds }, (_, one) => one)
  const pairs = all.flatMap((one) => all.slice(one + 1).map((other) => [one, other] as const))
  for (const [done, pair] of pairs.entries()) {
    const scored = scoresWithout(pair, prepared, input, golden, runBlocks)
    if (!scored) return null
    for (const [judged, own] of [pair, pair.toReversed()] as [number, number][])
      for (const [at, index] of candidate.entries()) if (fold[at] === own) without[judged]![at] = scored[index]!
    onProgress?.('Calibrating scores', done + 1, pairs.length)
  }
  return without
}

const freshDraws = { replicates: 1_000, seed: 1 }

/** Fits the calibration and the best F1 threshold, and evaluates both on folds not used for the fit. */
export function evaluateOnFolds(
  prepared: PreparedRun,
  { input }: Pick<Asked, 'input'>,
  golden: FoldedScores,
  runBlocks: RunBlocks,
  hooks: Hooks,
): { calibration: CrossCalibration | null; freshF1: FreshF1 | null } {
  const missing = missingForCalibration(golden.truth)
  if (missing.holds + missing.holdsNot > 0 || golden.folds < 2) return { calibration: null, freshF1: null }
  const without = prepared.usesGolden ? scoresOfPairs(prepared, input, golden, runBlocks, hooks) : null
  if (prepared.usesGolden && !without) return { calibration: null, freshF1: null }
  const folded = {
    ...golden,
    foldCount: golden.folds,
    ...(without && { scoreWithout: (fold: number) => without[fold]! }),
  }
  return { calibration: crossCalibration(folded), freshF1: freshF1(folded, freshDraws) }
}

export const runOrNull = (
  prepared: PreparedRun,
  input: AggregationInput,
  runBlocks: RunBlocks,
): AggregationResult | null =>
  prepared.cannotRun(input) ? null : nullIfImpossible(() => prepared.run(input, { runBlocks }))
