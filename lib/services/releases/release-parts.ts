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

type Rows<Row> = Promise<readonly Row[]> | AsyncIterable<readonly Row[]>

async function* linesOf<Row>(rows: Rows<Row>, line: (row: Row) => string): Lines {
  const blocks = Symbol.asyncIterator in rows ? rows : [await rows]
  for await (const block of blocks) yield block.map(line)
}

type ReadRows<Row> = (scope: ReleaseScope, extras: ReleaseExtras) => Rows<Row>

const json = (name: string, step: string, read: ReadRows<unknown>): ReleasePartDefinition => ({
  ...{ name, step, lines: (...of) => linesOf(read(...of), canonicalJson) },
})

const csv = (name: string, step: string, header: string, read: ReadRows<{ line: string }>): ReleasePartDefinition => ({
  ...{ name, step },
  lines: async function* (...of) {
    yield [header]
    yield* linesOf(read(...of), ({ line }) => line)
  },
})

const imageColumns = [
  ...(['fileName', 'contentHash', 'width', 'height', 'credit', 'creditUrl', 'license'] as const),
  ...(['original', 'isRated'] as const),
]
const candidateColumns = [
  ...(['image', 'classIndex', 'isOriginal', 'isKept', 'models'] as const),
  ...(['score', 'calibrated', 'posterior', 'low', 'high', 'evidence', 'golden'] as const),
]

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
  json('run.json', 'Writing the run', async (_, { run }) => [run]),
  json('project.json', 'Writing the run', async (_, { project }) => [project]),
  json('classes.jsonl', 'Writing classes', releasedClasses),
  json('class-pairs.jsonl', 'Writing classes', releasedClassPairs),
  json('images.jsonl', 'Writing images', (scope) => releasedImages(scope, imageColumns)),
  {
    ...{ name: 'labels.jsonl', step: 'Writing labels' },
    lines: (scope) => linesOf(releasedImages(scope, ['labels']), ({ labels }) => `[${labels}]`),
  },
  json('candidates.jsonl', 'Writing candidates', (scope) => releasedCandidates(scope, candidateColumns)),
  { name: 'votes.csv', step: 'Writing votes', lines: voteLines },
  json('raters.jsonl', 'Writing raters', (scope, { raterParameters }) => raterRows(scope, raterParameters)),
  json('class-parameters.json', 'Writing raters', async (scope) => [await findClassParameters(scope)]),
  csv('golden.csv', 'Writing golden answers', 'candidate,rater,source,answer', releasedGoldenAnswers),
  json('golden-draws.jsonl', 'Writing golden answers', releasedGoldenDraws),
  json('conclusions.jsonl', 'Writing golden answers', releasedConclusions),
  json('adjudications.jsonl', 'Writing golden answers', releasedAdjudications),
  json('decisions.jsonl', 'Writing golden answers', releasedDecisions),
  json('exclusions.jsonl', 'Writing images', releasedExclusions),
  json('outside-list.jsonl', 'Writing images', releasedOutsideList),
  csv('stops.csv', 'Writing tasks', stopLineColumns, releasedStops),
  json('batches.jsonl', 'Writing tasks', releasedBatches),
  csv('tasks.csv', 'Writing tasks', 'task,batch,image,kind', releasedTasks),
  json('experiments.jsonl', 'Writing tasks', releasedExperiments),
  json('conditions.jsonl', 'Writing tasks', releasedConditions),
  json('documents.jsonl', 'Writing texts', releasedDocuments),
  json('models.jsonl', 'Writing texts', releasedModels),
  json('flags.jsonl', 'Writing texts', releasedFlags),
]
