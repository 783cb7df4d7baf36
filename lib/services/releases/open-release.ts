import { storedFacts } from '@/lib/contracts/releases/release'
import type {
  ReleaseCandidate,
  ReleaseClass,
  ReleaseDecision,
  ReleaseExclusion,
  ReleaseImage,
  ReleaseOutsideList,
} from '@/lib/contracts/releases/release-rows'
import type { StoredClassParameters } from '@/lib/contracts/runs/aggregation'
import { type PartKey, readReleasePart } from '@/lib/db/releases/part-rows'
import type { Blocks, ReleaseGoldenAnswer, ReleaseRater, ReleaseSource, ReleaseVote } from '@/lib/formats/release-rows'
import { releaseCitation } from '@/lib/wording/releases/release-citation'
import { releaseStatements } from '@/lib/wording/releases/release-statements'
import { getReadableRelease, type PublishedRelease, type ReleaseReader } from './list-releases'
import { votesOfText } from './votes-of-text'

/** Opens a release by version, or the current one. A withdrawn release can still be read. */
export const openRelease = async (
  reader: ReleaseReader,
  wanted: { slug: string; version?: string },
): Promise<ReleaseSource> => releaseSource(await getReadableRelease(reader, wanted))

/** Reads the stored parts only. */
export function releaseSource({
  projectId,
  id: releaseId,
  facts,
  checksum,
  withdrawal,
}: PublishedRelease): ReleaseSource {
  const { hashed, card, citation: published } = storedFacts.parse(facts)
  const { project, projectName, version, publishedAt, description, license, run, counts, hasSimulated } = hashed
  const citation = withdrawal ? releaseCitation(hashed, checksum, null, withdrawal.createdAt.toISOString()) : published
  const part = (name: string) => ({ projectId, releaseId, name })
  return {
    head: {
      ...{ project, projectName, version, publishedAt, description, license, hasSimulated },
      contentHash: checksum,
      card,
      citation: citation.text,
      bibtex: citation.bibtex,
      authors: hashed.authors ?? [],
      statements: releaseStatements(hashed),
      method: run.method,
      withdrawnBecause: withdrawal?.reason ?? null,
    },
    classes: () => releaseValues<ReleaseClass>(part('classes.jsonl')),
    images: () =>
      withLabels(
        releaseValues<Omit<ReleaseImage, 'labels'>>(part('images.jsonl')),
        releaseValues<number[]>(part('labels.jsonl')),
      ),
    candidates: () => releaseValues<ReleaseCandidate>(part('candidates.jsonl')),
    votes: () => votes(readReleasePart(part('votes.csv'))),
    golden: () => goldenAnswers(releaseFields(part('golden.csv'))),
    decisions: () => releaseValues<ReleaseDecision>(part('decisions.jsonl')),
    exclusions: () => releaseValues<ReleaseExclusion>(part('exclusions.jsonl')),
    outsideList:
      counts.imagesOutsideList === undefined
        ? null
        : () => releaseValues<ReleaseOutsideList>(part('outside-list.jsonl')),
    raters: () => releaseValues<ReleaseRater>(part('raters.jsonl')),
    classParameters: () => onlyValue<StoredClassParameters>(part('class-parameters.json')),
  }
}

/** Adds labels to images. Both parts have the same order but different block boundaries. */
async function* withLabels(
  images: AsyncIterable<Omit<ReleaseImage, 'labels'>[]>,
  labels: AsyncGenerator<number[][], void, undefined>,
): Blocks<ReleaseImage> {
  let ahead: number[][] = []
  let at = 0
  for await (const block of images) {
    const whole: ReleaseImage[] = []
    for (const image of block) {
      if (at === ahead.length) {
        const next = await labels.next()
        if (next.done) throw new RangeError('A release with fewer lines of labels than images.')
        ahead = next.value
        at = 0
      }
      whole.push({ ...image, labels: ahead[at++]! })
    }
    yield whole
  }
}

async function* votes(chunks: AsyncIterable<Buffer>): Blocks<ReleaseVote> {
  let isFirst = true
  for await (const bytes of chunks) {
    yield* votesOfText(bytes, isFirst)
    isFirst = false
  }
}

export async function* goldenAnswers(blocks: AsyncIterable<readonly string[][]>): Blocks<ReleaseGoldenAnswer> {
  for await (const block of blocks)
    yield block.map(([candidate, rater, source = '', answer]) => ({
      candidate: Number(candidate),
      rater: Number(rater),
      source,
      answer: Number(answer),
    }))
}

const rowsAtOnce = 8_192

/** Yields the values of a JSON Lines part, unchecked: parts are written by this server and verified by hash. */
async function* releaseValues<Value>(part: PartKey): AsyncGenerator<Value[], void, undefined> {
  for await (const bytes of readReleasePart(part)) {
    const lines = bytes.toString('utf8').split('\n')
    lines.pop()
    for (let from = 0; from < lines.length; from += rowsAtOnce)
      yield lines.slice(from, from + rowsAtOnce).map((line) => JSON.parse(line) as Value)
  }
}

/** Returns the value of a JSON part; null if the release is older than the part. */
export async function onlyValue<Value>(part: PartKey): Promise<Value | null> {
  for await (const [value] of releaseValues<Value | null>(part)) return value ?? null
  return null
}

/** Yields the fields of a CSV part without the header. Splits at commas, since no field of such a part contains one. */
async function* releaseFields(part: PartKey): AsyncGenerator<string[][], void, undefined> {
  let isFirst = true
  for await (const bytes of readReleasePart(part)) {
    const lines = bytes.toString('latin1').split('\n')
    lines.pop()
    if (isFirst) lines.shift()
    isFirst = false
    for (let from = 0; from < lines.length; from += rowsAtOnce)
      yield lines.slice(from, from + rowsAtOnce).map((line) => line.split(','))
  }
}
