import { listText } from '@/lib/domain/list-text'
import { shareText } from '@/lib/domain/share-text'

/** Facts about a run for its checks. Checks without facts are skipped. */
export interface RunCheckFacts {
  /** Randomly drawn golden candidates with votes by truth, and the calibrated score of the highest score, if scores are calibrated. */
  golden?: { holding: number; others: number; highest: number | null }
  /** Simpler methods on the golden candidates. Null if these cannot be ranked. */
  simpler?: {
    averagePrecision: number
    /** Methods that rank better, with the interval of the difference, which excludes 0. */
    better: readonly { title: string; averagePrecision: number; interval: readonly [number, number] }[]
    /** Interval of the run's advantage over the mean vote, if it is entirely above 0. Otherwise null. */
    gain: readonly [number, number] | null
  } | null
  majority?: {
    clear: number
    overruled: number
    /** Lower bound of the interval of the overruled share. */
    bound: number
  }
  copied?: {
    /** Pairs of raters who share enough candidates. */
    pairCount: number
    minSharedCandidates: number
    largestExcess: number | null
    /** Most significant first. */
    pairs: readonly { raters: readonly [number, number]; shared: number; agreed: number; expected: number }[]
  }
  /** Tasks with a known label that only the method (`own`), or only the majority of votes, gets right. */
  knownTruth?: { tasks: number; own: number; majority: number; pValue: number | null }
}

export const runCheckIds = [
  'simpler-method',
  'clear-majority',
  'copied-answers',
  'golden-answers',
  'known-truth',
] as const
export type RunCheckId = (typeof runCheckIds)[number]

export const checkTitles: Record<RunCheckId, string> = {
  'simpler-method': 'Simpler methods',
  'clear-majority': 'Clear majorities',
  'copied-answers': 'Copied answers',
  'golden-answers': 'Golden answers',
  'known-truth': 'Known labels',
}

export interface RunCheck {
  id: RunCheckId
  passed: boolean
  /** The value judged, in the unit that the sentence names. Null if it cannot be computed. */
  figure: number | null
  sentence: string
  /** Raters the check is about. Only for copied answers. */
  raters: number[]
}

type Found = Omit<RunCheck, 'id' | 'raters'> & { raters?: number[] }

/** Golden candidates of each kind needed to judge methods and scores. */
const minGoldenOfKind = 10
/** A run fails above this share of overruled clear majorities. Released votes: .009; simulated crowds: at most .022. */
const maxOverruledShare = 0.03
const significance = 0.05

const number = (value: number) => value.toLocaleString('en')
const decimals = (value: number) => value.toFixed(3)
const goldenImages = (golden: RunCheckFacts['golden']) =>
  golden && golden.holding + golden.others > 0 ? 'more golden images' : 'golden images'

/** Formats as "1, 2 and 3". After twenty, only the number of the others. */
export function raterList(raters: readonly number[]): string {
  const shown = raters.slice(0, 20).map(String)
  if (raters.length > shown.length) return `${shown.join(', ')} and ${number(raters.length - shown.length)} more`
  return listText(shown)
}

function simplerMethod({ simpler }: RunCheckFacts): Found | null {
  if (simpler === undefined) return null
  if (simpler === null) {
    const sentence =
      'Not known: without golden answers the run cannot be compared with the mean vote and the calibrated method.'
    return { passed: true, figure: null, sentence }
  }
  const { averagePrecision: own, better } = simpler
  const [first] = [...better].sort((one, other) => other.averagePrecision - one.averagePrecision)
  if (!first) {
    const sentence = `Neither the mean vote nor the calibrated method ranks the golden candidates better: average precision ${decimals(own)}.`
    return { passed: true, figure: own, sentence }
  }
  const [low, high] = first.interval
  const sentence = `“${first.title}” ranks the golden candidates better than this run: average precision ${decimals(first.averagePrecision)} against ${decimals(own)}, a difference of +${decimals(low)} to +${decimals(high)} (95% interval). Look for raters who copy others or answer wrong on purpose, or use that method.`
  return { passed: false, figure: own - first.averagePrecision, sentence }
}

function clearMajority({ majority, simpler, golden }: RunCheckFacts): Found | null {
  if (!majority) return null
  const { clear, overruled, bound } = majority
  if (clear === 0)
    return { passed: true, figure: null, sentence: 'Not known: no candidate has a clear majority of votes.' }
  const share = overruled / clear
  const start = `The labels go against a clear majority of votes (a mean answer of at least 0.8 or at most 0.2, with maybe as 0.5) on ${number(overruled)} of ${number(clear)} candidates that have one and were not answered or decided by experts (${shareText(overruled, clear)})`
  if (bound <= maxOverruledShare) {
    const chance = share > maxOverruledShare ? '; with so few candidates, the difference may be due to chance' : ''
    return {
      passed: true,
      figure: share,
      sentence: `${start}. Up to ${shareText(maxOverruledShare, 1)} is usual${chance}.`,
    }
  }
  if (simpler?.gain) {
    const [low, high] = simpler.gain
    const sentence = `${start}, and the golden answers show that the run is right: its average precision is ${decimals(low)} to ${decimals(high)} above that of the mean vote (95% interval). Most raters may answer wrong on purpose.`
    return { passed: true, figure: share, sentence }
  }
  const sentence = `${start}; up to ${shareText(maxOverruledShare, 1)} is usual. The method treats many raters as wrong, and golden answers do not show that it is right. Have experts answer ${goldenImages(golden)}, or compare with the mean vote.`
  return { passed: false, figure: share, sentence }
}

function copiedAnswers({ copied }: RunCheckFacts): Found | null {
  if (!copied) return null
  const { pairCount, minSharedCandidates, largestExcess, pairs } = copied
  if (pairCount === 0) {
    const sentence = `Not known: no two raters share ${minSharedCandidates} candidates that a third rater has also answered.`
    return { passed: true, figure: null, sentence }
  }
  const [first] = pairs
  if (!first) {
    const sentence =
      pairCount === 1
        ? 'The only pair of raters does not agree far more often than the other votes explain.'
        : `None of the ${number(pairCount)} pairs of raters with enough candidates in common agrees far more often than the other votes explain.`
    return { passed: true, figure: largestExcess, sentence }
  }
  const raters = [...new Set(pairs.flatMap((pair) => pair.raters))].sort((one, other) => one - other)
  const [one, other] = first.raters
  const counts = `on ${number(first.agreed)} of ${number(first.shared)} candidates where ${number(Math.round(first.expected))} were expected`
  const example = raters.length > 2 ? `, as raters ${one} and ${other} do ${counts}` : `, ${counts}`
  const sentence = `Raters ${raterList(raters)} give the same answers far more often than the other votes explain${example}. They may copy from each other or from one source, so that one opinion counts several times. Exclude these raters, or ask them about it.`
  return { passed: false, figure: largestExcess, sentence, raters }
}

function goldenAnswers({ golden }: RunCheckFacts): Found | null {
  if (!golden) return null
  const { holding, others, highest } = golden
  const fewest = Math.min(holding, others)
  const have = `Golden answers cover ${number(holding)} rated candidates that apply and ${number(others)} that do not`
  if (highest !== null && highest < 0.5) {
    const sentence = `${have}, and contradict the raters: not even candidates with the highest score are more likely than not to apply (calibrated score ${decimals(highest)}). Check whether experts and raters understand the classes in the same way.`
    return { passed: false, figure: highest, sentence }
  }
  return fewest >= minGoldenOfKind
    ? { passed: true, figure: fewest, sentence: `${have}.` }
    : {
        passed: false,
        figure: fewest,
        sentence: `${have}. At least ${minGoldenOfKind} of each are needed to tell whether the labels are right. Have experts answer ${goldenImages(golden)}.`,
      }
}

function knownTruth({ knownTruth: known }: RunCheckFacts): Found | null {
  if (!known) return null
  const { tasks, own, majority, pValue } = known
  const difference = (own - majority) / tasks
  const counts = `${number(own)} tasks are right by this method alone, ${number(majority)} by the majority of votes alone`
  const isBelow = majority > own && pValue !== null && pValue < significance
  return isBelow
    ? {
        passed: false,
        figure: difference,
        sentence: `The method is less accurate than the majority of votes on tasks with a known label: ${counts} (sign test: p ${pValue < 0.0001 ? 'below 0.0001' : `= ${pValue.toPrecision(2)}`}). Use majority, or another method.`,
      }
    : {
        passed: true,
        figure: difference,
        sentence: `Not below the majority of votes on tasks with a known label: ${counts}.`,
      }
}

const checks: Record<RunCheckId, (facts: RunCheckFacts) => Found | null> = {
  'simpler-method': simplerMethod,
  'clear-majority': clearMajority,
  'copied-answers': copiedAnswers,
  'golden-answers': goldenAnswers,
  'known-truth': knownTruth,
}

/** Runs all checks for which there are facts, in a fixed order. A failed run is not used until it is confirmed. */
export const runChecks = (facts: RunCheckFacts): RunCheck[] =>
  runCheckIds.flatMap((id) => {
    const found = checks[id](facts)
    return found ? [{ id, raters: [], ...found }] : []
  })
