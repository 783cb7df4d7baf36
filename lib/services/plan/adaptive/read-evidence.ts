import { nullIfImpossible } from '@/lib/aggregation/aggregation-method'
import { calibrated, calibratedDefaults } from '@/lib/aggregation/calibrated'
import { voteTable } from '@/lib/aggregation/vote-table'
import { raterParameters } from '@/lib/contracts/runs/aggregation'
import { findLatestRun, findRunWithMatrices, readGoldenEvidence } from '@/lib/db/plan/round-query'
import { type CopySession, withCopySession } from '@/lib/db/session/copy-session'
import { answers } from '@/lib/domain/rating/answer'
import { logit } from '@/lib/numeric/logistic'
import { meanMatrix } from '@/lib/stopping/flip-chance'

const answerCount = answers.length

/** Knowledge about raters and priors used to weigh incoming votes. */
export interface VoteEvidence {
  from: { golden: number } | { runId: number }
  /** Labels with these log-odds or higher are kept. */
  keptFrom: number
  /** Prior log-odds of candidates that are not the original label, and of those that are. */
  base: readonly [number, number]
  /** P(answer | the label does not hold), then P(answer | it holds), by rater id. */
  matrices: Map<number, Float64Array>
  /** The matrix of an unknown rater. */
  mean: Float64Array
}

/** Used if no run says where labels are kept. */
const defaultThreshold = 0.5

/** All candidates are treated as class 0 here, so that the prior of the original label covers every class. */
const originalLabel = { firstClass: 0, lastClass: 0, minimumYes: 'majority' } as const

/** Estimates raters and priors from golden answers; null if there are too few. */
async function goldenEvidence(session: CopySession, projectId: number): Promise<VoteEvidence | null> {
  const { answers: golden, experts, candidates, chosen } = await readGoldenEvidence(session, projectId)
  const people = [...new Set(golden.rater)]
  const numberOf = new Map(people.map((id, at) => [id, at]))
  const placeOf = new Map(candidates.map(({ id }, at) => [id, at]))
  // Two extra candidates without answers reveal the priors of both kinds.
  const isOriginal = [...candidates.map((one) => Number(one.isOriginal)), 0, 1]
  // Candidates that no rater is asked about, such as those of unanimous images, would bias the priors.
  const isAnyAsked = candidates.some(({ imageId, isAsked }) => isAsked && !chosen.has(imageId))
  const isIgnored = candidates.map(({ imageId, isAsked }) => chosen.has(imageId) || (isAnyAsked && !isAsked))
  const known = Array.from(golden.candidate.keys()).filter((at) => placeOf.has(golden.candidate[at]!))
  const estimated = nullIfImpossible(() =>
    calibrated(
      {
        votes: voteTable({
          ...{ itemCount: isOriginal.length, raterCount: people.length, answerCount },
          ...{ item: [], rater: [], answer: [] },
        }),
        goldenAnswers: {
          person: Int32Array.from(known, (at) => numberOf.get(golden.rater[at]!)!),
          candidate: Int32Array.from(known, (at) => placeOf.get(golden.candidate[at]!)!),
          answer: Uint8Array.from(known, (at) => golden.answer[at]!),
          isExpert: Uint8Array.from(known, (at) => Number(experts.has(golden.rater[at]!))),
        },
        candidateImage: new Int32Array(isOriginal.length),
        candidateClass: new Int32Array(isOriginal.length),
        candidateIsOriginal: Uint8Array.from(isOriginal),
        isChosen: Uint8Array.from([...isIgnored.map(Number), 0, 0]),
      },
      { ...calibratedDefaults, originalLabel },
    ),
  )
  if (!estimated) return null
  const { score, raters } = estimated
  const matrices = matricesOf(
    people.filter((id) => !experts.has(id)),
    (id) => numberOf.get(id)!,
    raters.probability!,
  )
  const [other, original] = [score.at(-2)!, score.at(-1)!]
  const run = await findLatestRun(session, projectId)
  return {
    ...{
      from: { golden: known.length },
      keptFrom: keptFrom(run?.threshold),
      base: [logit(other), logit(original)],
      matrices,
    },
    mean: meanOf(matrices),
  }
}

/** Log-odds of a run's threshold. A threshold that keeps all labels or none says nothing about single votes. */
export const keptFrom = (threshold: number | undefined) =>
  logit(threshold !== undefined && threshold > 0 && threshold < 1 ? threshold : defaultThreshold)

const matricesOf = (ids: readonly number[], rowOf: (id: number) => number, probability: Float64Array) =>
  new Map(
    ids.map((id) => [id, probability.slice(2 * answerCount * rowOf(id), 2 * answerCount * (rowOf(id) + 1))] as const),
  )

/** Uses the latest run with such matrices; null if there is none. */
async function runEvidence(session: CopySession, projectId: number): Promise<VoteEvidence | null> {
  const run = await findRunWithMatrices(session, projectId)
  const stored = raterParameters.safeParse(run?.raterParameters).data
  if (!run || !stored || run.prior === null) return null
  const matrices = new Map(
    stored.raters.flatMap(({ raterId, probability }) =>
      probability ? [[raterId, Float64Array.from(probability.flat())] as const] : [],
    ),
  )
  if (matrices.size === 0) return null
  const said = stored.annotators.filter(({ name }) => name === 'Original label')
  const evidence = (answer: number) =>
    said.length === 0
      ? 0
      : said.reduce((sum, { probability }) => {
          const [not, holds] = probability
          return sum + Math.log(holds!.at(answer)! / not!.at(answer)!)
        }, 0) / said.length
  const prior = logit(run.prior)
  return {
    ...{ from: { runId: run.id }, keptFrom: keptFrom(run.threshold), matrices, mean: meanOf(matrices) },
    base: [prior + evidence(0), prior + evidence(-1)],
  }
}

const meanOf = (matrices: Map<number, Float64Array>) =>
  meanMatrix(Float64Array.from([...matrices.values()].flatMap((matrix) => [...matrix])), answerCount)

/** Uses golden answers if there are enough, or else the latest run. Null with neither. */
export const readVoteEvidence = async (session: CopySession, projectId: number): Promise<VoteEvidence | null> =>
  (await goldenEvidence(session, projectId)) ?? (await runEvidence(session, projectId))

export const hasVoteEvidence = (projectId: number): Promise<boolean> =>
  withCopySession(async (session) => (await readVoteEvidence(session, projectId)) !== null)

export const noEvidence =
  'Adaptive votes need to know how reliable raters are: from golden answers of experts and raters to the same candidates, or from a run that passed its checks or was confirmed, by a method that estimates a matrix for each rater, such as “Reassess”. Launch a first batch with a fixed number of votes, aggregate it, and choose adaptive votes for the next one.'
