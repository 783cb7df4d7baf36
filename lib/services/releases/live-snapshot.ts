import { raterParameters, type StoredRaterParameters } from '@/lib/contracts/runs/aggregation'
import { releasedCandidates } from '@/lib/db/releases/candidates'
import { releasedClasses } from '@/lib/db/releases/classes'
import { releasedGoldenAnswers } from '@/lib/db/releases/golden'
import { releasedImages, releasedLabels } from '@/lib/db/releases/images'
import { findReleasedRun } from '@/lib/db/releases/run'
import type { ReleaseScope } from '@/lib/db/releases/scope'
import { releasedVotes } from '@/lib/db/releases/votes'
import type { Blocks, ReleaseRater, ReleaseVote, Snapshot } from '@/lib/formats/release-rows'
import { votesOfText } from '@/lib/services/data/votes-of-text'
import { goldenAnswers, withLabels } from './open-release'
import { raterRows } from './release-parts'

const noParameters: StoredRaterParameters = { classes: [], answers: [], skillMeaning: '', raters: [], annotators: [] }

async function* votes(pieces: AsyncIterable<Uint8Array>): Blocks<ReleaseVote> {
  for await (const bytes of pieces) yield* votesOfText(bytes, false)
}

async function* labelSets(blocks: AsyncIterable<readonly { labels: number[] }[]>): AsyncGenerator<number[][], void> {
  for await (const block of blocks) yield block.map(({ labels }) => labels)
}

async function* fieldsOf(blocks: AsyncIterable<readonly { line: string }[]>) {
  for await (const block of blocks) yield block.map(({ line }) => line.split(','))
}

async function* oneBlock<Row>(rows: Promise<readonly Row[]>): Blocks<Row> {
  yield await rows
}

/** A project as it is now, in the form in which files of a release are written: nothing of it is kept. */
export async function liveSnapshot(project: string, scope: ReleaseScope): Promise<Snapshot> {
  const run = scope.runId === null ? null : await findReleasedRun(scope.session, scope.projectId, scope.runId)
  const parameters = run ? raterParameters.parse(run.raterParameters) : noParameters
  return {
    head: { project, version: null, contentHash: null, method: run?.method ?? null },
    classes: () => releasedClasses(scope),
    images: () => withLabels(releasedImages(scope), labelSets(releasedLabels(scope))),
    candidates: () => releasedCandidates(scope),
    votes: () => votes(releasedVotes(scope)),
    golden: () => goldenAnswers(fieldsOf(releasedGoldenAnswers(scope))),
    raters: () => oneBlock<ReleaseRater>(raterRows(scope, parameters)),
  }
}
