import { type AggregationInput, CannotAggregate } from '@/lib/aggregation/aggregation-method'
import { decidedByExperts } from '@/lib/aggregation/labels'
import { aggregationMethods, isMethodName } from '@/lib/aggregation/registry'
import type { ThresholdPromise, ThresholdRule } from '@/lib/contracts/runs/aggregation'
import { calibratedScore, minForCalibration } from '@/lib/evaluation/calibration-map'
import { operatingPoint, precisionRecallCurve } from '@/lib/evaluation/precision-recall'
import { boundedThreshold, minTrials } from '@/lib/evaluation/threshold-bound'
import type { GoldenScores } from './compute-aggregation'

interface ChosenThreshold {
  /** Labels with this raw score or higher are kept. */
  threshold: number
  /** The guarantee that the threshold gives; null if none was requested. */
  promise: ThresholdPromise | null
}

/** Keeps labels more likely than not to hold; without a calibration, uses the method's default threshold. */
export const defaultRule = (method: string, calibrated: Float64Array | null): ThresholdRule =>
  calibrated
    ? { kind: 'probability', value: 0.5 }
    : { kind: 'threshold', value: isMethodName(method) ? aggregationMethods[method].threshold : 0.5 }

/** Returns probabilities by candidate, or null without a calibration. What experts and admins decided stays 0 or 1. */
export function calibratedScores(
  input: AggregationInput,
  score: Float64Array,
  golden: Pick<GoldenScores, 'calibration' | 'usesGolden'> | null,
): Float64Array | null {
  if (!golden?.calibration) return null
  const { map } = golden.calibration
  const isDecided = new Uint8Array(score.length)
  for (const candidate of decidedByExperts(input)?.candidate ?? []) isDecided[candidate] = 1
  if (golden.usesGolden) {
    const { candidate, isExpert } = input.goldenAnswers
    for (const [at, own] of candidate.entries()) if (isExpert[at] === 1) isDecided[own] = 1
  }
  return score.map((own, at) => (isDecided[at] === 1 && (own === 0 || own === 1) ? own : calibratedScore(map, own)))
}

/** Higher than every score, for a probability that no candidate reaches. */
const aboveAll = 1 + Number.EPSILON

/**
 * Returns the lowest score whose calibrated score reaches `probability`; both thresholds keep the same candidates. The
 * exception is a calibration that never reaches it: then candidates that raters gave the score 1 are kept along with those
 * that experts decided. If it stays below one half, the run fails its check of golden answers.
 */
function scoreAt(probability: number, score: Float64Array, calibrated: Float64Array): number {
  let lowest = aboveAll
  for (let at = 0; at < score.length; at++)
    if (calibrated[at]! >= probability && score[at]! < lowest) lowest = score[at]!
  return lowest
}

type Judged = Pick<GoldenScores, 'score' | 'truth' | 'image'>

/** Throws CannotAggregate, with what would be needed, if the golden answers do not suffice for the rule. */
export function chooseThreshold(
  rule: ThresholdRule,
  golden: Judged | null,
  { score, calibrated }: { score: Float64Array; calibrated: Float64Array | null },
): ChosenThreshold {
  if (rule.kind === 'threshold') return { threshold: rule.value, promise: null }
  if (rule.kind === 'probability') {
    if (!calibrated) throw new CannotAggregate(tooFewToCalibrate(golden))
    return { threshold: scoreAt(rule.value, score, calibrated), promise: null }
  }
  if (!golden)
    throw new CannotAggregate(
      `This rule needs golden answers, and there are too few${rule.kind === 'maximum-f1' ? '' : `: it takes at least ${minTrials(rule)} golden images`}. Use a fixed threshold instead.`,
    )
  if (rule.kind === 'maximum-f1') {
    const point = operatingPoint(precisionRecallCurve(golden.score, golden.truth), rule)
    if (point) return { threshold: point.threshold, promise: null }
    throw new CannotAggregate('No golden candidate applies, so F1 is undefined. Use a fixed threshold instead.')
  }
  const bound = boundedThreshold(golden, rule)
  const of = rule.kind === 'minimum-precision' ? 'precision' : 'recall'
  const { value: minimum, confidence } = rule
  if (!bound.isKept) throw new CannotAggregate(cannotPromise(of, rule, bound))
  const { threshold, seen, atLeast } = bound
  return { threshold, promise: { of, minimum, confidence, seen, atLeast } }
}

function tooFewToCalibrate(golden: Pick<Judged, 'truth'> | null): string {
  const holds = golden?.truth.reduce((sum, one) => sum + one, 0) ?? 0
  const holdsNot = (golden?.truth.length ?? 0) - holds
  return `Calibrated scores need at least ${minForCalibration} golden candidates that apply and ${minForCalibration} that do not; there are ${holds} and ${holdsNot} with votes. Have experts answer more images that raters are asked about, or use a threshold on the score.`
}

function cannotPromise(
  of: ThresholdPromise['of'],
  rule: { value: number; confidence: number },
  { imagesNeeded, imageCount }: { imagesNeeded: number | null; imageCount: number },
): string {
  const promise = `${of === 'precision' ? 'Precision' : 'Recall'} of at least ${rule.value} cannot be promised with ${Number((100 * rule.confidence).toFixed(2))}% confidence on ${imageCount} golden ${imageCount === 1 ? 'image' : 'images'}`
  const least = `it takes at least ${minTrials(rule)} ${of === 'precision' ? 'kept labels' : 'labels that apply'} on images of their own, without an error`
  if (imagesNeeded === null)
    return `${promise}: no threshold reaches it there, and ${least}. Lower the minimum, or use a fixed threshold.`
  return `${promise}: ${least}. If further images are like these, about ${imagesNeeded} golden images are needed. Have experts answer more, lower the minimum or the confidence, or use a fixed threshold.`
}
