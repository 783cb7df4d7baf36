import { candidatesWithKnownTruth, goldenTruth } from '@/lib/aggregation/golden-truth'
import { methodTitle } from '@/lib/aggregation/registry'
import type { VoteTable } from '@/lib/aggregation/vote-table'
import { agreementOverall } from '@/lib/agreement/agreement-by-stratum'
import { raterDeviations } from '@/lib/agreement/rater-jackknife'
import type { ReleaseFacts } from '@/lib/contracts/releases/release'
import { goldenEvaluation, raterParameters } from '@/lib/contracts/runs/aggregation'
import { candidatePositionsOf } from '@/lib/db/releases/images-and-candidates'
import { findReleasedRun, type ReleasedRun, type ReleaseScope } from '@/lib/db/releases/scope'
import { findLabelsOfImages } from '@/lib/db/releases/votes-and-answers'
import { type AggregationRows, readAggregationRowsIn } from '@/lib/db/runs/read-aggregation-rows'
import { withBulkSnapshot } from '@/lib/db/session/copy-session'
import { type AppError, conflict, notFound } from '@/lib/errors'
import { wilsonInterval } from '@/lib/numeric/wilson-interval'
import { agreementAcrossRaters, agreementFigure } from '@/lib/services/agreement/agreement-report-of'
import { type ProgressHooks, stepProgress } from '@/lib/services/progress'
import { type AggregationData, aggregationData, aggregationInputHash } from '@/lib/services/runs/aggregation-data'
import { runQuality } from '@/lib/services/runs/run-quality'
import { wholeNumber } from '@/lib/wording/number'

type GoldenLabels = NonNullable<ReleaseFacts['counts']['goldenLabels']>

/** Counts golden candidates whose label in the run is the experts' truth, and images that nobody judged. */
async function countGoldenLabels(
  scope: ReleaseScope,
  { candidates, images }: AggregationRows,
  data: AggregationData,
): Promise<GoldenLabels> {
  const { input, isExcluded, originalLabel } = data
  const { votes, candidateImage } = input
  const { truth } = goldenTruth(input.goldenAnswers, votes.itemCount, 'majority')
  const golden = candidatesWithKnownTruth(input.goldenAnswers, truth)
  const imageIds = [...new Set(golden.map((candidate) => candidates.image[candidate]!))]
  const kept = new Set((await findLabelsOfImages(scope, imageIds)).map(keyOf))
  const counts = {
    ...{ voted: 0, votedAgainst: 0, unvoted: 0, unvotedAgainst: 0 },
    ...{ unreviewedImages: 0, unreviewedWithoutOriginal: 0 },
  }
  const isJudged = new Uint8Array(images.id.length)
  for (const candidate of input.adjudicated?.candidate ?? []) isJudged[candidateImage[candidate]!] = 1
  for (const candidate of golden) {
    isJudged[candidateImage[candidate]!] = 1
    const label = { imageId: candidates.image[candidate]!, classId: candidates.class[candidate]! }
    const isAgainst = kept.has(keyOf(label)) !== (truth[candidate] === 1)
    const kind = hasVotes(votes, candidate) ? 'voted' : 'unvoted'
    counts[kind]++
    if (isAgainst) counts[`${kind}Against`]++
  }
  for (const [candidate, image] of candidateImage.entries()) if (hasVotes(votes, candidate)) isJudged[image] = 1
  for (const [image, judged] of isJudged.entries()) {
    if (judged === 1 || isExcluded?.[image] === 1) continue
    counts.unreviewedImages++
    counts.unreviewedWithoutOriginal += Number(originalLabel[image]! < 0)
  }
  const audit = auditOfUnreviewed(data, golden, truth)
  return { ...counts, ...(audit && { audit }) }
}

/**
 * Counts golden images without votes, drawn at random, whose labels by the experts are not exactly the original one. It
 * estimates how wrong the labels are that the other images without votes keep. Undefined without such images.
 */
function auditOfUnreviewed(
  { input, isExcluded }: AggregationData,
  golden: Int32Array,
  truth: Int8Array,
): GoldenLabels['audit'] {
  const { candidateImage, candidateIsOriginal, isChosen, votes } = input
  const isRated = new Set(candidateImage.filter((_, candidate) => hasVotes(votes, candidate)))
  const isKept = new Map<number, boolean>()
  const hasMore = new Set<number>()
  for (const candidate of golden) {
    const image = candidateImage[candidate]!
    if (isChosen?.[candidate] === 1 || isExcluded?.[image] === 1 || isRated.has(image)) continue
    if (candidateIsOriginal[candidate] === 1) isKept.set(image, truth[candidate] === 1)
    else if (truth[candidate] === 1) hasMore.add(image)
  }
  if (isKept.size === 0) return undefined
  const contradicted = [...isKept].filter(([image, kept]) => !kept || hasMore.has(image)).length
  const [low, high] = wilsonInterval(contradicted, isKept.size)
  return { images: isKept.size, contradicted, low, high }
}

const hasVotes = ({ itemStart }: VoteTable, candidate: number) => itemStart[candidate + 1]! > itemStart[candidate]!

const keyOf = ({ imageId, classId }: { imageId: number; classId: number }) => `${imageId} ${classId}`

const agreementBootstrap = { replicates: 200, seed: 1 }

export interface ReleaseSnapshot {
  scope: ReleaseScope
  run: ReleasedRun
  title: string
  agreement: ReleaseFacts['agreement']
  /** Null if it was not recorded. */
  quality: ReturnType<typeof runQuality> | null
  goldenLabels: GoldenLabels
  /** Number of candidates whose votes the run used. */
  ratedCandidates: number
  raterParameters: ReturnType<typeof raterParameters.parse>
  /** The run as in its part of the release, with candidates by position. */
  runPart: Record<string, unknown>
}

/** Throws AppError `conflict` if data of the run have changed since; later additions are ignored. */
export const withReleaseSnapshot = <Result>(
  { projectId, runId }: { projectId: number; runId: number },
  { onProgress, signal }: ProgressHooks,
  work: (snapshot: ReleaseSnapshot) => Promise<Result>,
): Promise<Result> =>
  withBulkSnapshot(async (session) => {
    const run = await findReleasedRun(session, projectId, runId)
    if (!run) throw notFound('run')
    const scope = { session, projectId, runId, until: run.votesUntil }
    const rows = await readAggregationRowsIn(session, projectId, {
      until: run.votesUntil,
      onVotes: stepProgress({ onProgress, signal }, 'Checking votes'),
    })
    const data = aggregationData(rows)
    if (aggregationInputHash(data) !== run.inputHash) throw changedSince(run, rows.votes.answer.length)
    const { votes, candidateImage } = data.input
    const hasPairs = votes.itemStart.some((start, item) => item > 0 && start - votes.itemStart[item - 1]! > 1)
    const clusterCount = rows.images.id.length
    const options = { itemCluster: candidateImage, clusterCount, ...agreementBootstrap }
    const overall = hasPairs ? agreementOverall(votes, options) : null
    const across = overall && agreementAcrossRaters(overall, raterDeviations(votes))
    const goldenLabels = await countGoldenLabels(scope, rows, data)
    signal?.throwIfAborted()
    const evaluation = goldenEvaluation.safeParse(run.evaluation).data ?? null
    const positions = await candidatePositionsOf(scope, evaluation?.candidateId ?? [])
    const { evaluation: _, raterParameters: stored, ...rest } = run
    const raters = raterParameters.parse(stored)
    const { raters: __, ...annotating } = raters
    return work({
      scope,
      run,
      title: methodTitle(run.method),
      agreement: overall && {
        ...agreementFigure(overall.alphaOrdinal, overall.clusterCount),
        ...(across?.alphaOrdinal && { acrossRaters: { ...across.alphaOrdinal, raters: across.raterCount } }),
      },
      quality: evaluation && runQuality(evaluation, run.threshold, () => 0),
      goldenLabels,
      ratedCandidates: candidateImage.filter((_, candidate) => hasVotes(votes, candidate)).length,
      raterParameters: raters,
      runPart: {
        ...rest,
        ...annotating,
        evaluation: evaluation && {
          folds: evaluation.folds,
          seed: evaluation.seed,
          usesGolden: evaluation.usesGolden,
          candidate: evaluation.candidateId.map((id) => positions.get(id) ?? null),
          truth: evaluation.truth,
          score: evaluation.score,
          // The calibration, and the cross-validated calibrated score of each golden candidate.
          calibration: evaluation.calibration ?? null,
          promise: evaluation.promise ?? null,
        },
      },
    })
  })

function changedSince({ number, voteCount }: ReleasedRun, votesNow: number): AppError {
  const votes =
    votesNow === voteCount
      ? `Its ${wholeNumber(voteCount)} votes have not changed, but golden answers, excluded raters, candidates, classes or predictions have.`
      : `It used ${wholeNumber(voteCount)} votes, of which ${wholeNumber(votesNow)} still count.`
  return conflict(`The input of run ${number} has changed since. ${votes} Aggregate again and publish the new run.`)
}
