import { methodSource } from '@/lib/aggregation/registry'
import { candidateSources, type ReleaseFacts } from '@/lib/contracts/releases/release'
import { storedChecks } from '@/lib/contracts/runs/aggregation'
import { countReleased, findCandidateSources } from '@/lib/db/releases/counts'
import { countReleasedStops, releasedDecisions } from '@/lib/db/releases/decisions'
import { releasedOutsideList } from '@/lib/db/releases/images-and-candidates'
import { releasedExperiments } from '@/lib/db/releases/questions'
import { findReleasedChecks, type ReleaseScope } from '@/lib/db/releases/scope'
import {
  releasedClassPairs,
  releasedDocuments,
  releasedFlags,
  releasedModels,
  votingDays,
} from '@/lib/db/releases/surroundings'
import {
  countReleasedVotes,
  releasedAdjudications,
  releasedConclusions,
  releasedRaters,
} from '@/lib/db/releases/votes-and-answers'
import { handLabelReason } from '@/lib/domain/adjudication/adjudication'
import { answers } from '@/lib/domain/rating/answer'
import type { ReleaseSnapshot } from './release-snapshot'

/** Metadata entered by the publisher. */
export type PublisherMetadata = Pick<
  ReleaseFacts,
  | 'project'
  | 'projectName'
  | 'description'
  | 'version'
  | 'publishedAt'
  | 'notes'
  | 'license'
  | 'authors'
  | 'codeVersion'
>

type Rater = Awaited<ReturnType<typeof releasedRaters>>[number]
const ways = ['classFirst', 'tapNo', 'sweep', 'auto', 'unknown'] as const
type RaterVotes = Awaited<ReturnType<typeof countReleasedVotes>>

function votesOf(counts: RaterVotes, raters: readonly Rater[]) {
  const kindOf = new Map(raters.map(({ rater, kind }) => [rater, kind]))
  const votes = { no: 0, maybe: 0, yes: 0 }
  const byKind: Record<string, number> = { human: 0, panel: 0, imported: 0, simulated: 0 }
  const asked = { classFirst: 0, tapNo: 0, sweep: 0, auto: 0, unknown: 0 }
  let simulatedVotes = 0
  for (const row of counts) {
    for (const answer of answers) votes[answer] += row[answer]
    for (const way of ways) asked[way] += row[way]
    const kind = kindOf.get(row.rater) ?? 'human'
    byKind[kind]!++
    if (kind === 'simulated') simulatedVotes += row.no + row.maybe + row.yes
  }
  return { votes, asked, simulatedVotes, raters: byKind as ReleaseFacts['counts']['raters'] }
}

function goldenOf(quality: ReleaseSnapshot['quality']): ReleaseFacts['golden'] {
  if (!quality) return null
  const { averagePrecision, atThreshold, intervalsAtThreshold } = quality
  return {
    candidates: quality.candidateCount,
    images: quality.imageCount,
    holding: quality.trueCount,
    folds: quality.folds,
    usesGolden: quality.usesGolden,
    averagePrecision: averagePrecision && { value: averagePrecision.value, interval: averagePrecision.interval },
    better: quality.better.map(({ title, averagePrecision: value }) => ({ title, averagePrecision: value })),
    atThreshold: atThreshold && {
      precision: atThreshold.precision,
      recall: atThreshold.recall,
      ...(intervalsAtThreshold && { intervals: intervalsAtThreshold }),
    },
  }
}

async function checksOf(
  scope: ReleaseScope,
  runId: number,
  accepted: { reason: string; at: string } | null,
): Promise<ReleaseFacts['run']['checks']> {
  const found = await findReleasedChecks(scope, runId)
  const checks = storedChecks.safeParse(found?.checks).data
  if (!found || !checks) return undefined
  const { reason, confirmedAt } = found
  const failed = checks.flatMap(({ passed, sentence }) => (passed ? [] : [sentence]))
  const confirmation = reason !== null && confirmedAt ? { reason, at: confirmedAt.toISOString() } : accepted
  return {
    failed,
    confirmation: failed.length > 0 ? confirmation : null,
  }
}

/** Returns the newest version of each text in the project's own language, except texts that are out of force. */
function documentsInForce(documents: Awaited<ReturnType<typeof releasedDocuments>>): ReleaseFacts['documents'] {
  const own = documents.filter(({ language }) => language === null)
  const newest = new Map(own.map((document) => [document.kind, document]))
  return [...newest.values()].filter(({ text }) => text !== '').map(({ kind, version }) => ({ kind, version }))
}

function runFacts(run: ReleaseSnapshot['run'], title: string): ReleaseFacts['run'] {
  const { number, method, parameters, seed, threshold, codeVersion, inputHash, iterations, hasConverged } = run
  const source = methodSource(method)
  return {
    ...{ number, method, title, ...(source !== undefined && { source }) },
    ...{ parameters, seed, threshold, codeVersion, inputHash, iterations, hasConverged },
    ...{ votesUntil: run.votesUntil.toISOString(), createdAt: run.createdAt.toISOString() },
  }
}

/** Uses the same snapshot as the release's parts. `acceptedBecause` is why a run without confirmation is used. */
export async function releaseFactsOf(
  { scope, run, title, agreement, quality, goldenLabels, ratedCandidates, raterParameters }: ReleaseSnapshot,
  metadata: PublisherMetadata,
  acceptedBecause?: string,
): Promise<ReleaseFacts> {
  const counts = await countReleased(scope)
  const raters = await releasedRaters(scope)
  const answered = votesOf(await countReleasedVotes(scope), raters)
  const models = await releasedModels(scope)
  const pairs = await releasedClassPairs(scope)
  const conclusions = await releasedConclusions(scope)
  // The newest decision about a candidate applies.
  const newest = new Map((await releasedAdjudications(scope)).map(({ candidate, reason }) => [candidate, reason]))
  const sources = await findCandidateSources(scope)
  const checks = await checksOf(
    scope,
    run.number,
    acceptedBecause === undefined ? null : { reason: acceptedBecause, at: metadata.publishedAt },
  )
  const usesModels =
    run.parameters.useModels === true && raterParameters.annotators.some(({ name }) => name !== 'Original label')
  return {
    ...metadata,
    hasSimulated: answered.simulatedVotes > 0 || counts.simulatedExperts > 0,
    run: { ...runFacts(run, title), ...(checks && { checks }) },
    counts: {
      ...counts,
      labels: run.labelCount,
      ...answered,
      goldenLabels,
      ratedCandidates,
      leftOutRaters: raters.filter(({ isLeftOut }) => isLeftOut).length,
      conclusions: conclusions.filter(({ conclusion }) => conclusion !== 1).length,
      adjudicatedPairs: [...newest.values()].filter((reason) => reason !== handLabelReason).length,
      labelsByHand: (await releasedDecisions(scope)).filter(({ decision }) => decision === 'by-hand').length,
      imagesOutsideList: (await releasedOutsideList(scope)).length,
      stops: Object.fromEntries(
        (await countReleasedStops(scope)).map(({ reason, candidates }) => [reason, candidates]),
      ),
      flaggedImages: await releasedFlags(scope),
      experiments: (await releasedExperiments(scope)).length,
    },
    candidateSources: candidateSources.filter((source) => sources.includes(source)),
    votingDays: await votingDays(scope),
    agreement,
    golden: goldenOf(quality),
    models: models.map(({ name, isScoredOnly, proposed, computedBy }) => ({
      ...{ name, isScoredOnly, proposed, computedBy },
      isAnnotator: usesModels && !isScoredOnly,
    })),
    documents: documentsInForce(await releasedDocuments(scope)),
    classPairs: {
      same: pairs.filter(({ kind }) => kind === 'same').length,
      contains: pairs.filter(({ kind }) => kind.includes('contains')).length,
      apart: pairs.filter(({ kind }) => kind === 'apart').length,
    },
  }
}
