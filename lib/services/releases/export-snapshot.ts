import { PassThrough, Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { raterParameters, type StoredRaterParameters } from '@/lib/contracts/runs/aggregation'
import { releasedDecisions, releasedExclusions } from '@/lib/db/releases/decisions'
import {
  releasedCandidates,
  releasedClasses,
  releasedImages,
  releasedOutsideList,
} from '@/lib/db/releases/images-and-candidates'
import { currentScope, findClassParameters, findReleasedRun, type ReleaseScope } from '@/lib/db/releases/scope'
import { releasedGoldenAnswers, releasedRaters, releasedVotes } from '@/lib/db/releases/votes-and-answers'
import { withBulkSnapshot } from '@/lib/db/session/copy-session'
import { loadedSnapshot } from '@/lib/formats/release/loaded-snapshot'
import type { SnapshotFormat } from '@/lib/formats/release/release-format'
import type { Blocks, ReleaseRater, ReleaseVote, Snapshot, SnapshotReads } from '@/lib/formats/release-rows'
import type { ExportedProject, ExportFile } from '@/lib/services/export-file'
import { usableRun } from '@/lib/services/runs/usable-run'
import { goldenAnswers } from './open-release'
import { raterRows } from './release-parts'
import { answersOfText, votesOfText } from './votes-of-text'

const noParameters: StoredRaterParameters = { classes: [], answers: [], skillMeaning: '', raters: [], annotators: [] }

async function* votes(scope: ReleaseScope, withOrigin: boolean) {
  for await (const bytes of releasedVotes(scope, { withOrigin }))
    yield* withOrigin ? votesOfText(bytes, false) : answersOfText(bytes)
}

async function* fieldsOf(blocks: AsyncIterable<readonly { line: string }[]>) {
  for await (const block of blocks) yield block.map(({ line }) => line.split(','))
}

async function* oneBlock<Row>(rows: Promise<readonly Row[]>): Blocks<Row> {
  yield await rows
}

/**
 * Returns the current data in the form of a release, without storing anything. Columns not in `reads` are missing,
 * although the type includes them, so only formats that declare `reads` may use it.
 */
export async function liveSnapshot(
  project: string,
  scope: ReleaseScope,
  { images = [], candidates = [], votes: voteColumns = [], raters = [] }: SnapshotReads,
): Promise<Snapshot> {
  const run = scope.runId === null ? null : await findReleasedRun(scope.session, scope.projectId, scope.runId)
  const parameters = run ? raterParameters.parse(run.raterParameters) : noParameters
  // Only these two columns need counted votes.
  const countsVotes = raters.includes('voteCount') || raters.includes('parameters')
  return {
    head: { project, version: null, contentHash: null, method: run?.method ?? null },
    classes: () => releasedClasses(scope),
    images: () => releasedImages(scope, images),
    candidates: () => releasedCandidates(scope, candidates),
    votes: () => votes(scope, voteColumns.length > 0) as Blocks<ReleaseVote>,
    golden: () => goldenAnswers(fieldsOf(releasedGoldenAnswers(scope))),
    decisions: () => oneBlock(releasedDecisions(scope)),
    exclusions: () => oneBlock(releasedExclusions(scope)),
    outsideList: () => oneBlock(releasedOutsideList(scope)),
    classParameters: () => findClassParameters(scope),
    raters: () => oneBlock(countsVotes ? raterRows(scope, parameters) : releasedRaters(scope)) as Blocks<ReleaseRater>,
  }
}

/** Starts reading when the first bytes are requested, and stops when the consumer does. */
async function* liveBytes(
  { id, slug }: ExportedProject,
  runId: number | null,
  { write, reads, marksExcludedRaters }: SnapshotFormat,
) {
  const content = new PassThrough()
  const reading = withBulkSnapshot(async (session) => {
    const scope = await currentScope({ session, projectId: id, runId, includesExcludedRaters: marksExcludedRaters })
    await pipeline(
      write({ snapshot: loadedSnapshot(await liveSnapshot(slug, scope, reads), reads.candidates) }),
      content,
    )
  }).catch((error: Error) => {
    content.destroy(error)
  })
  try {
    yield* content
  } finally {
    content.destroy()
    await reading
  }
}

/**
 * Writes a release format from the current votes and the given run or the latest. Throws AppError `conflict` if the
 * format needs a run and there is none.
 */
export async function exportSnapshot(
  project: ExportedProject,
  format: SnapshotFormat,
  run: number | undefined,
  isAccepted: boolean,
): Promise<ExportFile> {
  const runId = format.needsRun ? await usableRun(project.id, run, { isAccepted }) : null
  return {
    fileName: `${project.slug}-${format.suffix}`,
    content: Readable.from(liveBytes(project, runId, format), { objectMode: false }),
    ...(runId !== null && { runId }),
  }
}
