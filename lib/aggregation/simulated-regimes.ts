import { hashedDraw } from '@/lib/numeric/hashed-draw'
import { type Random, randomInt, seededRandom } from '@/lib/numeric/seeded-random'
import type { AggregationInput } from './aggregation-method'
import { drawn } from './simulated-votes'
import { voteTable } from './vote-table'

export type SimulatedWorld = {
  input: AggregationInput
  /** Uint8Array[C]: 1 if the candidate holds. */
  truth: Uint8Array
}

type Vote = {
  rater: number
  item: number
  truth: number
  /** Whether the candidate's class is easily confused with another. */
  isConfusable: boolean
  isHard: boolean
  /** From 0 for the first candidate asked to 1 for the last. */
  time: number
}

type Regime = {
  about: string
  trueShare?: number
  votesPerCandidate?: number
  /** How often the original label is a candidate that holds; otherwise it is drawn at random. */
  originalAccuracy?: number
  /** Shares of candidates that are hard, and whose classes are easily confused. */
  hardShare?: number
  confusableShare?: number
  /** Probability that a rater's answer is right; otherwise it is the opposite or maybe. */
  accuracy?: (vote: Vote, rater: SimulatedSkill) => number
  /** An answer that does not depend on skill; null if skill decides. */
  fixedAnswer?: (vote: Vote, rater: SimulatedSkill, seed: number) => number | null
}

type SimulatedSkill = {
  /** Default probability of a right answer. */
  skill: number
  /** The rater's position among all, from 0 to 1: a share of raters are those below a bound. */
  place: number
}

const [no, maybe, yes] = [0, 1, 2]
const adversaries = (share: number): Regime => ({
  about: `${Math.round(100 * share)}% of the raters answer wrong on purpose`,
  accuracy: (_, { skill, place }) => (place < share ? 1 - skill : skill),
})

const leaderAccuracy = 0.6
/** The answer of the rater whom others copy, whether or not that rater was asked. */
const leaderAnswer = ({ item, truth }: Vote, seed: number) =>
  hashedDraw(seed, item, 7) < leaderAccuracy === (truth === 1) ? yes : no
const copying = (share: number): Regime => ({
  about: `${Math.round(100 * share)}% of the raters copy one who is right in 60%`,
  fixedAnswer: (vote, { place }, seed) => (place < share ? leaderAnswer(vote, seed) : null),
})

/** Crowds in which some method is known to fail, each a deviation from the baseline. */
export const simulatedRegimes = {
  baseline: { about: 'raters of different skill, each right in 70% to 95%' },
  'few-votes': { about: 'two votes for a candidate', votesPerCandidate: 2 },
  'rare-labels': { about: '1% of the candidates apply; three votes each', trueShare: 0.01, votesPerCandidate: 3 },
  'adversaries-20': adversaries(0.2),
  'adversaries-40': adversaries(0.4),
  'adversaries-55': adversaries(0.55),
  'copying-30': copying(0.3),
  'copying-50': copying(0.5),
  'always-maybe': {
    about: '30% of the raters always answer maybe',
    fixedAnswer: (_, { place }) => (place < 0.3 ? maybe : null),
  },
  random: {
    about: '30% of the raters answer at random',
    fixedAnswer: ({ item, rater }, { place }, seed) =>
      place < 0.3 ? Math.floor(3 * hashedDraw(seed, item, rater, 8)) : null,
  },
  drift: {
    about: 'raters get worse, from their skill down to chance',
    accuracy: ({ time }, { skill }) => skill + (0.5 - skill) * time,
  },
  'hard-pairs': {
    about: '30% of the candidates are hard: every rater is right in 55%',
    hardShare: 0.3,
    accuracy: ({ isHard }, { skill }) => (isHard ? 0.55 : skill),
  },
  'confusable-classes': {
    about: 'in 20% of the classes raters say yes to half of the candidates that do not apply',
    confusableShare: 0.2,
    accuracy: ({ isConfusable, truth }, { skill }) => (isConfusable && truth === 0 ? 0.5 : skill),
  },
  'useless-original-labels': {
    about: 'the original label is drawn at random',
    originalAccuracy: 0,
  },
} as const satisfies Record<string, Regime>
export type RegimeName = keyof typeof simulatedRegimes

const [minCandidates, maxCandidates] = [2, 8]
const classCount = 50
const expertCount = 3
/** Share of answers that become maybe, whether right or wrong. */
const maybeShare = 0.08

export type RegimeSize = { imageCount: number; raterCount: number; goldenPairs: number }

/**
 * Simulates votes, original labels and golden answers of a crowd from a seed. Three experts, always right, answer
 * `goldenPairs` candidates, half of which hold if there are enough; as many other raters as vote on a candidate answer
 * these as gold questions, in addition to the votes.
 */
export function simulatedWorld(name: RegimeName, seed: number, size: RegimeSize): SimulatedWorld {
  const regime: Regime = simulatedRegimes[name]
  const { trueShare = 0.2, votesPerCandidate = 5, originalAccuracy = 0.9 } = regime
  const { imageCount, raterCount, goldenPairs } = size
  const random = seededRandom(seed)
  const candidateImage = Int32Array.from(
    Array.from({ length: imageCount }, (_, image) => {
      const count = minCandidates + randomInt(random, maxCandidates - minCandidates + 1)
      return Array.from({ length: count }, () => image)
    }).flat(),
  )
  const itemCount = candidateImage.length
  const truth = Uint8Array.from({ length: itemCount }, () => Number(random() < trueShare))
  const candidateClass = distinctClasses(candidateImage, random)
  const isHard = Uint8Array.from({ length: itemCount }, () => Number(random() < (regime.hardShare ?? 0)))
  const candidateIsOriginal = originals(truth, candidateImage, originalAccuracy, random)
  const raters = Array.from({ length: raterCount }, (_, rater) => ({
    skill: 0.7 + 0.25 * random(),
    place: (rater + 0.5) / raterCount,
  }))
  const golden = goldenCandidates(truth, goldenPairs, random)
  const [given, goldenGiven]: [GivenAnswer[], GivenAnswer[]] = [[], []]
  const order = Int32Array.from(raters.keys())
  for (let item = 0; item < itemCount; item++) {
    // A rater who answers a candidate as a gold question has not voted on it.
    const rounds = golden.has(item) ? [given, goldenGiven] : [given]
    for (const [round, answers] of rounds.entries())
      for (
        let index = round * votesPerCandidate;
        index < Math.min((round + 1) * votesPerCandidate, raterCount);
        index++
      ) {
        const rater = drawn(order, index, random)
        const vote: Vote = {
          ...{ rater, item, truth: truth[item]! },
          isConfusable: candidateClass[item]! < classCount * (regime.confusableShare ?? 0),
          isHard: isHard[item] === 1,
          time: item / itemCount,
        }
        answers.push({ rater, item, answer: answerOf(vote, raters[rater]!, regime, seed, random) })
      }
  }
  const votes = voteTable({
    ...{ itemCount, raterCount, answerCount: 3 },
    item: Int32Array.from(given, ({ item }) => item),
    rater: Int32Array.from(given, ({ rater }) => rater),
    answer: Uint8Array.from(given, ({ answer }) => answer),
  })
  const goldenAnswers = goldenAnswersOf(golden, truth, goldenGiven, raterCount)
  return { input: { votes, goldenAnswers, candidateImage, candidateClass, candidateIsOriginal }, truth }
}

/** Draws a class for each candidate. The next free class replaces one that the image already has. */
function distinctClasses(candidateImage: Int32Array, random: Random): Int32Array {
  const drawn = candidateImage.map(() => randomInt(random, classCount))
  for (let item = 1, start = 0; item < drawn.length; item++) {
    if (candidateImage[item] !== candidateImage[start]) start = item
    while (drawn.subarray(start, item).includes(drawn[item]!)) drawn[item] = (drawn[item]! + 1) % classCount
  }
  return drawn
}

type GivenAnswer = { rater: number; item: number; answer: number }

function answerOf(vote: Vote, rater: SimulatedSkill, regime: Regime, seed: number, random: Random): number {
  const fixed = regime.fixedAnswer?.(vote, rater, seed) ?? null
  if (fixed !== null) return fixed
  if (random() < maybeShare) return maybe
  const isRight = random() < (regime.accuracy?.(vote, rater) ?? rater.skill)
  return isRight === (vote.truth === 1) ? yes : no
}

/** Draws one original label per image: a candidate that holds in a share `accuracy` of the images that have one. */
function originals(truth: Uint8Array, candidateImage: Int32Array, accuracy: number, random: Random): Uint8Array {
  const isOriginal = new Uint8Array(truth.length)
  for (let first = 0; first < truth.length; ) {
    let next = first
    while (candidateImage[next] === candidateImage[first]) next++
    const all = Array.from({ length: next - first }, (_, index) => first + index)
    const holding = all.filter((item) => truth[item] === 1)
    const among = holding.length > 0 && random() < accuracy ? holding : all
    isOriginal[among[randomInt(random, among.length)]!] = 1
    first = next
  }
  return isOriginal
}

/** Draws the candidates that experts answer, half of which hold if there are enough. */
function goldenCandidates(truth: Uint8Array, count: number, random: Random): Set<number> {
  const items = Int32Array.from(truth.keys())
  for (let index = 0; index < items.length; index++) drawn(items, index, random)
  const ofKind = (holds: number, most: number) => items.filter((item) => truth[item] === holds).slice(0, most)
  const holding = ofKind(1, Math.floor(count / 2))
  return new Set([...holding, ...ofKind(0, count - holding.length)])
}

/** Returns the experts' answers to golden candidates, which are always right, and the raters' answers there. */
function goldenAnswersOf(golden: Set<number>, truth: Uint8Array, given: GivenAnswer[], raterCount: number) {
  const ofExperts = [...golden].flatMap((item) =>
    Array.from({ length: expertCount }, (_, expert) => ({
      ...{ rater: raterCount + expert, item, answer: truth[item] === 1 ? yes : no },
    })),
  )
  const all = [...ofExperts, ...given]
  return {
    person: Int32Array.from(all, ({ rater }) => rater),
    candidate: Int32Array.from(all, ({ item }) => item),
    answer: Uint8Array.from(all, ({ answer }) => answer),
    isExpert: Uint8Array.from(all, ({ rater }) => Number(rater >= raterCount)),
  }
}
