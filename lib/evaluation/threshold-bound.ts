import { chanceOfAtLeast, lowerShareBound } from '@/lib/numeric/binomial-bound'
import { ranking } from './ranking'

export interface BoundRule {
  kind: 'minimum-precision' | 'minimum-recall'
  /** Above 0 and below 1. */
  value: number
  /** Confidence of the bound, such as .95. */
  confidence: number
}

export interface JudgedCandidates {
  /** [n] */
  score: Float64Array
  /** [n] 1 if the label holds. */
  truth: Uint8Array
  /** [n] image id of each candidate. */
  image: Int32Array
}

export type BoundedThreshold =
  | {
      isKept: true
      threshold: number
      /** Observed precision or recall, and its lower bound with the rule's confidence. */
      seen: number
      atLeast: number
    }
  | {
      isKept: false
      /** About how many such images would satisfy the rule; null if no observed share reaches the minimum. */
      imagesNeeded: number | null
      imageCount: number
    }

/** Successes and trials, both counted as if all candidates of one image were right or wrong together. */
interface Evidence {
  threshold: number
  seen: number
  trials: number
}

/** How many independent trials must all succeed to show that a share is at least `value`. */
export const minTrials = ({ value, confidence }: Pick<BoundRule, 'value' | 'confidence'>): number =>
  Math.ceil(Math.log(1 - confidence) / Math.log(value))

/** Probability of this many successes or more if the share were exactly `value`. */
const chance = ({ seen, trials }: Pick<Evidence, 'seen' | 'trials'>, value: number): number =>
  chanceOfAtLeast(seen * trials, trials, value)

/** One-sided lower bound of a share `seen` in a number of trials that need not be whole. */
export const lowerBound = (seen: number, trials: number, alpha: number): number =>
  lowerShareBound(Math.min(trials, seen * trials), trials, alpha)

/**
 * Chooses the threshold that keeps as many labels as possible while precision on similar candidates is at least `value`
 * with the given confidence; or, for recall, as few as possible while recall is at least `value`. The bound is valid
 * although the threshold is chosen on the same candidates: thresholds are tested in an order that depends on the scores
 * alone, and the last one before the first failure is taken.
 *
 * Each test is exact for independent trials (Clopper-Pearson). Candidates of an image are not, so m_1, m_2, …
 * candidates on each image count as (Σm)² / Σm² trials, as if those of an image always agreed: the variance of a share
 * is never larger, whatever the dependence.
 *
 * For precision the order is from strict to loose, starting where there are enough trials to reach the bound at all,
 * and up to twice as many if scores of one half or more allow it; for recall from loose to strict. Each step keeps a
 * tenth more or less.
 *
 * Source: fixed-sequence testing as in Angelopoulos et al. (2021), Learn then Test, arXiv 2110.01052; Clopper & Pearson
 *         (1934), Biometrika 26:404-413; effective number of trials: Kish (1965), Survey Sampling, with full
 *         correlation.
 * Errors: RangeError if `value` or `confidence` is not above 0 and below 1, or as in `ranking`.
 * Cost:   O(n log n). Deterministic.
 */
export function boundedThreshold(judged: JudgedCandidates, rule: BoundRule): BoundedThreshold {
  for (const share of [rule.value, rule.confidence])
    if (!(share > 0 && share < 1)) throw new RangeError(`${share} is not above 0 and below 1`)
  const alpha = 1 - rule.confidence
  const sequence = rule.kind === 'minimum-precision' ? strictToLoose(judged, rule) : looseToStrict(judged)
  let kept: Evidence | null = null
  for (const evidence of sequence) {
    if (chance(evidence, rule.value) > alpha) break
    kept = evidence
  }
  if (kept) {
    const { threshold, seen, trials } = kept
    return { isKept: true, threshold, seen, atLeast: lowerBound(seen, trials, alpha) }
  }
  const imageCount = new Set(judged.image).size
  return { isKept: false, imageCount, imagesNeeded: imagesNeeded(sequence, imageCount, rule) }
}

function imagesNeeded(sequence: readonly Evidence[], imageCount: number, { value, confidence }: BoundRule) {
  let least: number | null = null
  for (const { seen, trials } of sequence) {
    if (seen <= value) continue
    let low = 1
    let high = 2
    const suffices = (factor: number) => chance({ seen, trials: trials * factor }, value) <= 1 - confidence
    while (!suffices(high) && high < 1e6) high *= 2
    for (let halving = 0; halving < 40; halving++) {
      const middle = (low + high) / 2
      if (suffices(middle)) high = middle
      else low = middle
    }
    least = Math.min(least ?? Number.POSITIVE_INFINITY, Math.ceil(imageCount * high))
  }
  return least
}

/** Running sums over candidates, grouped by image: effective trials, and how many succeeded. */
class Trials {
  private readonly ofImage = new Map<number, number>()
  private squares = 0
  count = 0
  successes = 0
  add(image: number, isSuccess: boolean) {
    const before = this.ofImage.get(image) ?? 0
    this.ofImage.set(image, before + 1)
    // (m + 1)² − m²
    this.squares += 2 * before + 1
    this.count++
    if (isSuccess) this.successes++
  }
  get trials() {
    return this.count === 0 ? 0 : (this.count * this.count) / this.squares
  }
}

const nextCount = (kept: number) => Math.max(kept + 1, Math.ceil(kept * 1.1))

function strictToLoose({ score, truth, image }: JudgedCandidates, rule: BoundRule): Evidence[] {
  const { order, isTrue, endsTie } = ranking(score, truth)
  const likely = new Trials()
  for (const at of order) if (score[at]! >= 0.5) likely.add(image[at]!, false)
  const least = minTrials(rule)
  const start = Math.max(least, Math.min(2 * least, likely.trials / 2))
  const sequence: Evidence[] = []
  const kept = new Trials()
  let next = 0
  for (const [index, at] of order.entries()) {
    kept.add(image[at]!, isTrue[index] === 1)
    if (endsTie[index] === 0 || kept.count < next || kept.trials < start) continue
    sequence.push({ threshold: score[at]!, seen: kept.successes / kept.count, trials: kept.trials })
    next = nextCount(kept.count)
  }
  // Too few to pass any test; only used to estimate how many more are needed.
  if (sequence.length === 0 && kept.count > 0 && order.length > 0)
    sequence.push({ threshold: score[order.at(-1)!]!, seen: kept.successes / kept.count, trials: kept.trials })
  return sequence
}

function looseToStrict({ score, truth, image }: JudgedCandidates): Evidence[] {
  const { order, isTrue, endsTie } = ranking(score, truth)
  const positives = new Trials()
  for (const [index, at] of order.entries()) if (isTrue[index] === 1) positives.add(image[at]!, true)
  const sequence: Evidence[] = []
  if (positives.count === 0) return sequence
  let truePositives = positives.count
  let next = order.length
  for (let index = order.length - 1; index >= 0; index--) {
    // Here everything down to `index` is kept.
    if (endsTie[index] === 1 && index + 1 <= next) {
      sequence.push({
        threshold: score[order[index]!]!,
        seen: truePositives / positives.count,
        trials: positives.trials,
      })
      next = Math.min(index, Math.floor((index + 1) / 1.1))
    }
    truePositives -= isTrue[index]!
  }
  return sequence
}
