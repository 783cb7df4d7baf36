import { singleThreadContext } from '@/lib/aggregation/kernels'
import { aggregationMethods, prepareAggregation } from '@/lib/aggregation/registry'
import {
  type RegimeName,
  type SimulatedWorld,
  simulatedRegimes,
  simulatedWorld,
} from '@/lib/aggregation/simulated-regimes'
import { answerAt, raterAt } from '@/lib/aggregation/vote-table'
import { defaultMethod } from '@/lib/contracts/runs/method-parameters'
import {
  type SimulateVotesInput,
  type SimulateVotesResult,
  simulateVotesInput,
} from '@/lib/contracts/runs/simulate-votes'
import { answers } from '@/lib/domain/rating/answer'
import { invalidInput } from '@/lib/errors'
import { averagePrecision } from '@/lib/evaluation/precision-recall'
import { csvStream } from '@/lib/formats/csv'
import { writeStreamAtomically } from '@/lib/formats/write-stream'
import { computeAndEvaluate } from './compute-aggregation'
import { checksOfRun } from './run-quality'

const compared = ['majority', 'dawid-skene', 'calibrated', 'reassess'] as const

const isRegime = (name: string): name is RegimeName => Object.hasOwn(simulatedRegimes, name)

/** Simulates a crowd and measures how well methods rank its candidates, without golden ones. Needs no database. */
export async function simulateVotes(given: SimulateVotesInput): Promise<SimulateVotesResult> {
  const { regime, seed, images, raters, golden, out = null } = simulateVotesInput.parse(given)
  if (!isRegime(regime)) {
    const message = `Choose one of ${Object.keys(simulatedRegimes).join(', ')}.`
    throw invalidInput(message, { regime: message })
  }
  const world = simulatedWorld(regime, seed, { imageCount: images, raterCount: raters, goldenPairs: golden })
  const goldenCandidates = new Set(world.input.goldenAnswers.candidate)
  if (out !== null)
    await writeStreamAtomically(out, csvStream(['image', 'class', 'rater', 'answer', 'holds'], votesOf(world)))
  return {
    regime,
    about: simulatedRegimes[regime].about,
    candidates: world.truth.length,
    votes: world.input.votes.voteCount,
    goldenCandidates: goldenCandidates.size,
    methods: compared.map((method) => ({
      ...{ method, title: aggregationMethods[method].title },
      averagePrecision: reached(method, world, goldenCandidates),
    })),
    ...checksIn(world),
    out,
  }
}

function checksIn({ input }: SimulatedWorld): Pick<SimulateVotesResult, 'failedChecks' | 'namedRaters'> {
  const { threshold } = aggregationMethods[defaultMethod]
  const request = { method: defaultMethod, parameters: {}, input, folds: { count: 5, seed: 1 }, bootstrap: null }
  const { result, golden, copied } = computeAndEvaluate({ ...request, findsCopies: true }, {})
  const run = { input, score: result.score, threshold, golden, copied, raterAt: (index: number) => index }
  const { checks, failedChecks } = checksOfRun(run)
  return { failedChecks, namedRaters: checks.flatMap(({ raters }) => raters) }
}

function reached(method: string, { input, truth }: SimulatedWorld, golden: ReadonlySet<number>): number | null {
  const prepared = prepareAggregation(method, {})
  if (prepared.cannotRun(input)) return null
  const { score } = prepared.run(input, singleThreadContext)
  const asked = [...truth.keys()].filter((candidate) => !golden.has(candidate))
  return averagePrecision(
    Float64Array.from(asked, (candidate) => score[candidate]!),
    Uint8Array.from(asked, (candidate) => truth[candidate]!),
  )
}

function* votesOf({ input, truth }: SimulatedWorld) {
  const { votes, candidateImage, candidateClass } = input
  for (let item = 0; item < votes.itemCount; item++)
    for (let index = votes.itemStart[item]!; index < votes.itemStart[item + 1]!; index++)
      yield {
        image: `${candidateImage[item]}.jpg`,
        class: `class ${candidateClass[item]}`,
        rater: `rater ${raterAt(votes, index)}`,
        answer: answers[answerAt(votes, index)]!,
        holds: truth[item]!,
      }
}
