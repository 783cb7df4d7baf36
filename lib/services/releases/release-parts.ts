import type { StoredRaterParameters } from '@/lib/contracts/runs/aggregation'
import { releasedDecisions, releasedExclusions, releasedStops, stopLineColumns } from '@/lib/db/releases/decisions'
import {
  releasedCandidates,
  releasedClasses,
  releasedImages,
  releasedOutsideList,
} from '@/lib/db/releases/images-and-candidates'
import { releasedBatches, releasedConditions, releasedExperiments, releasedTasks } from '@/lib/db/releases/questions'
import { findClassParameters, type ReleaseScope } from '@/lib/db/releases/scope'
import { releasedClassPairs, releasedDocuments, releasedFlags, releasedModels } from '@/lib/db/releases/surroundings'
import {
  countReleasedVotes,
  releasedAdjudications,
  releasedConclusions,
  releasedGoldenAnswers,
  releasedGoldenDraws,
  releasedRaters,
  releasedVotes,
  voteLineColumns,
} from '@/lib/db/releases/votes-and-answers'
import { canonicalJson } from '@/lib/domain/canonical-json'

type Lines = AsyncIterable<readonly string[]>

/** Content of parts other than rows of tables. */
export interface ReleaseExtras {
  raterParameters: StoredRaterParameters
  /** The run: method, parameters, seed, code version, log-likelihoods, golden evaluation. */
  run: unknown
  /** Project settings that influence votes. */
  project: unknown
}

interface ReleasePartDefinition {
  name: string
  step: string
  lines: (scope: ReleaseScope, extras: ReleaseExtras) => Lines
}

async function* jsonLines(blocks: AsyncIterable<readonly unknown[]>): Lines {
  for await (const block of blocks) yield block.map(canonicalJson)
}

async function* jsonLinesOf(rows: Promise<readonly unknown[]>): Lines {
  yield (await rows).map(canonicalJson)
}

async function* csvLines(header: string, blocks: AsyncIterable<readonly { line: string }[]>): Lines {
  yield [header]
  for await (const block of blocks) yield block.map(({ line }) => line)
}

async function* textLines(text: string): Lines {
  yield text.replace(/\n$/, '').split('\n')
}

const imageColumns = [
  ...(['fileName', 'contentHash', 'width', 'height', 'credit', 'creditUrl', 'license'] as const),
  ...(['original', 'isRated'] as const),
]
const candidateColumns = [
  ...(['image', 'classIndex', 'isOriginal', 'isKept', 'models'] as const),
  ...(['score', 'calibrated', 'posterior', 'low', 'high', 'evidence', 'golden'] as const),
]

async function* labelLines(scope: ReleaseScope): Lines {
  for await (const block of releasedImages(scope, ['labels'])) yield block.map(({ labels }) => `[${labels}]`)
}

async function* voteLines(scope: ReleaseScope): Lines {
  yield [voteLineColumns]
  for await (const bytes of releasedVotes(scope)) yield bytes.toString('latin1', 0, bytes.length - 1).split('\n')
}

/** Lists raters by number, with their vote counts and, for those with votes, the method's parameters. */
export async function raterRows(scope: ReleaseScope, raterParameters: StoredRaterParameters) {
  const parametersOf = new Map(raterParameters.raters.map(({ raterId, ...parameters }) => [raterId, parameters]))
  const counts = new Map(
    (await countReleasedVotes(scope)).map(({ rater, no, maybe, yes }) => [rater, no + maybe + yes]),
  )
  return (await releasedRaters(scope)).map((rater) => {
    const voteCount = counts.get(rater.rater) ?? 0
    const parameters = voteCount > 0 ? (parametersOf.get(rater.rater) ?? null) : null
    return { ...rater, voteCount, parameters }
  })
}

/** Names and formats of parts never change, since releases are permanent; new content becomes a new part. */
export const releaseParts: readonly ReleasePartDefinition[] = [
  { name: 'run.json', step: 'Writing the run', lines: (_, { run }) => textLines(canonicalJson(run)) },
  { name: 'project.json', step: 'Writing the run', lines: (_, { project }) => textLines(canonicalJson(project)) },
  { name: 'classes.jsonl', step: 'Writing classes', lines: (scope) => jsonLines(releasedClasses(scope)) },
  { name: 'class-pairs.jsonl', step: 'Writing classes', lines: (scope) => jsonLinesOf(releasedClassPairs(scope)) },
  { name: 'images.jsonl', step: 'Writing images', lines: (scope) => jsonLines(releasedImages(scope, imageColumns)) },
  { name: 'labels.jsonl', step: 'Writing labels', lines: labelLines },
  {
    name: 'candidates.jsonl',
    step: 'Writing candidates',
    lines: (scope) => jsonLines(releasedCandidates(scope, candidateColumns)),
  },
  { name: 'votes.csv', step: 'Writing votes', lines: voteLines },
  {
    name: 'raters.jsonl',
    step: 'Writing raters',
    lines: (scope, { raterParameters }) => jsonLinesOf(raterRows(scope, raterParameters)),
  },
  {
    name: 'class-parameters.json',
    step: 'Writing raters',
    lines: (scope) => jsonLinesOf(findClassParameters(scope).then((parameters) => [parameters])),
  },
  {
    name: 'golden.csv',
    step: 'Writing golden answers',
    lines: (scope) => csvLines('candidate,rater,source,answer', releasedGoldenAnswers(scope)),
  },
  {
    name: 'golden-draws.jsonl',
    step: 'Writing golden answers',
    lines: (scope) => jsonLinesOf(releasedGoldenDraws(scope)),
  },
  {
    name: 'conclusions.jsonl',
    step: 'Writing golden answers',
    lines: (scope) => jsonLinesOf(releasedConclusions(scope)),
  },
  {
    name: 'adjudications.jsonl',
    step: 'Writing golden answers',
    lines: (scope) => jsonLinesOf(releasedAdjudications(scope)),
  },
  { name: 'decisions.jsonl', step: 'Writing golden answers', lines: (scope) => jsonLinesOf(releasedDecisions(scope)) },
  { name: 'exclusions.jsonl', step: 'Writing images', lines: (scope) => jsonLinesOf(releasedExclusions(scope)) },
  { name: 'outside-list.jsonl', step: 'Writing images', lines: (scope) => jsonLinesOf(releasedOutsideList(scope)) },
  {
    name: 'stops.csv',
    step: 'Writing tasks',
    lines: (scope) => csvLines(stopLineColumns, releasedStops(scope)),
  },
  { name: 'batches.jsonl', step: 'Writing tasks', lines: (scope) => jsonLinesOf(releasedBatches(scope)) },
  {
    name: 'tasks.csv',
    step: 'Writing tasks',
    lines: (scope) => csvLines('task,batch,image,kind', releasedTasks(scope)),
  },
  { name: 'experiments.jsonl', step: 'Writing tasks', lines: (scope) => jsonLinesOf(releasedExperiments(scope)) },
  { name: 'conditions.jsonl', step: 'Writing tasks', lines: (scope) => jsonLines(releasedConditions(scope)) },
  { name: 'documents.jsonl', step: 'Writing texts', lines: (scope) => jsonLinesOf(releasedDocuments(scope)) },
  { name: 'models.jsonl', step: 'Writing texts', lines: (scope) => jsonLinesOf(releasedModels(scope)) },
  { name: 'flags.jsonl', step: 'Writing texts', lines: (scope) => jsonLinesOf(releasedFlags(scope)) },
]
