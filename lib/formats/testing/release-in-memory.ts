import { createHash } from 'node:crypto'
import type {
  ReleaseCandidate,
  ReleaseClass,
  ReleaseDecision,
  ReleaseExclusion,
  ReleaseImage,
  ReleaseOutsideList,
} from '@/lib/contracts/releases/release-rows'
import type { StoredClassParameters } from '@/lib/contracts/runs/aggregation'
import { loadedSnapshot } from '../release/loaded-snapshot'
import type { ReleaseWriting } from '../release/release-format'
import { isReleaseFormat, type ReleaseFormatKey, releaseFileInfo, releaseFormats } from '../release-formats'
import type { ReleaseGoldenAnswer, ReleaseHead, ReleaseRater, ReleaseSource, ReleaseVote } from '../release-rows'

export interface ReleaseRows {
  head: ReleaseHead
  classes: ReleaseClass[]
  images: ReleaseImage[]
  candidates: ReleaseCandidate[]
  votes: ReleaseVote[]
  golden: ReleaseGoldenAnswer[]
  decisions: ReleaseDecision[]
  exclusions: ReleaseExclusion[]
  /** Null as in older releases. */
  outsideList: ReleaseOutsideList[] | null
  raters: ReleaseRater[]
  /** Null as in older releases. */
  classParameters: StoredClassParameters | null
}

/** Small blocks, so that block boundaries are tested too. */
async function* blocks<Row>(rows: readonly Row[]): AsyncGenerator<readonly Row[]> {
  for (let at = 0; at < rows.length; at += 3) yield rows.slice(at, at + 3)
}

const inMemory = (rows: ReleaseRows): ReleaseSource => ({
  head: rows.head,
  classes: () => blocks(rows.classes),
  images: () => blocks(rows.images),
  candidates: () => blocks(rows.candidates),
  votes: () => blocks(rows.votes),
  golden: () => blocks(rows.golden),
  decisions: () => blocks(rows.decisions),
  exclusions: () => blocks(rows.exclusions),
  outsideList: rows.outsideList && (() => blocks(rows.outsideList ?? [])),
  raters: () => blocks(rows.raters),
  classParameters: async () => rows.classParameters,
})

const notMade: ReleaseWriting['fileOf'] = () => {
  throw new TypeError('This file is written from no other file.')
}

export async function releaseFileBytes(
  rows: ReleaseRows,
  format: ReleaseFormatKey,
  fileOf: ReleaseWriting['fileOf'] = notMade,
): Promise<Buffer> {
  const pieces: Uint8Array[] = []
  for await (const piece of releaseFormats[format].write({ snapshot: loadedSnapshot(inMemory(rows)), fileOf }))
    pieces.push(piece)
  return Buffer.concat(pieces)
}

const image = (fileName: string, original: number | null, labels: number[], isRated = true): ReleaseImage => ({
  fileName,
  contentHash: null,
  width: null,
  height: null,
  credit: null,
  creditUrl: null,
  license: null,
  original,
  labels,
  isRated,
})

const aClass = (index: number, name: string, externalId: string | null = null): ReleaseClass => ({
  index,
  name,
  externalId,
  otherNames: [],
  gloss: null,
  path: ['thing', name],
})

const candidate = (image: number, classIndex: number, score: number | null, isKept: boolean): ReleaseCandidate => ({
  image,
  classIndex,
  isOriginal: false,
  isKept,
  score,
  calibrated: score === null ? null : score / 4,
  low: score === null ? null : score / 2,
  high: score === null ? null : (1 + score) / 2,
  evidence: score === null ? null : classIndex % 2,
  golden: classIndex === 5 ? true : null,
  models: ['resnet-50', 'a, "b"'],
})

const vote = (candidate: number, rater: number, answer: number): ReleaseVote => ({
  candidate,
  rater,
  answer,
  task: candidate + 10,
  shownAt: rater === 7 ? null : 0,
  isRest: answer === 0,
  imageShownMs: rater === 7 ? null : 1_500,
  page: answer === 0 ? 40 : null,
  mode: answer === 0 || rater === 7 ? null : 'sweep',
  language: answer === 1 ? 'de' : null,
})

const rater = (number: number, kind: string, isExpert: boolean, voteCount: number): ReleaseRater => ({
  rater: number,
  kind,
  isExpert,
  isLeftOut: number === 9,
  voteCount,
  parameters: voteCount === 0 ? null : { confusion: [0.5, 0.25] },
})

/**
 * Four images with names and classes that are hard for formats: quotes, commas, line breaks, characters beyond the
 * basic multilingual plane, namesakes, an empty label set, an unrated image, candidates not sorted by image.
 */
export function smallRelease(): ReleaseRows {
  return {
    head: {
      project: 'small',
      projectName: 'A "small" project',
      version: '1',
      publishedAt: '2026-11-25T12:00:00.000Z',
      contentHash: 'ab'.repeat(32),
      description: 'Four images: with\nthree lines\nof words.',
      citation: 'A small project, release 1.',
      bibtex: '@misc{small-1,\n  title = {{A small project}}\n}',
      card: '# A "small" project, release 1\n\n## Contents\n\n- **Images:** 4\n',
      license: '',
      authors: [],
      statements: { dataCollection: 'Five candidates.', dataLimitations: ['Few images.', 'Few votes.'] },
      method: 'majority',
      hasSimulated: true,
      withdrawnBecause: null,
    },
    classes: [
      aClass(0, 'crane', 'n01'),
      aClass(1, 'crane', 'n02'),
      { ...aClass(3, 'bear, "brown"'), otherNames: ['Bär 🐻', 'a\nb'], gloss: 'Large <animal> & so on.' },
      aClass(5, 'tub', '../up'),
    ],
    images: [
      image('a.jpg', 0, [0, 3]),
      image('sub/b, "c".jpg', 1, []),
      image('Bär 🐻.png', null, [5]),
      image('d\te\n.jpg', 3, [], false),
    ],
    candidates: [
      { ...candidate(2, 5, 1, true), isOriginal: false },
      { ...candidate(0, 0, 0.75, true), isOriginal: true },
      candidate(1, 1, 0.1, false),
      candidate(0, 3, 1 / 3, true),
      { ...candidate(3, 3, null, false), models: [] },
    ],
    votes: [vote(0, 7, 2), vote(0, 9, 1), vote(1, 7, 2), vote(2, 9, 0), vote(3, 7, 1)],
    golden: [
      { candidate: 2, rater: 4, source: 'expert', answer: 0 },
      { candidate: 0, rater: 4, source: 'adjudication', answer: 2 },
      { candidate: 0, rater: 4, source: 'expert', answer: 1 },
      { candidate: 0, rater: 7, source: 'hidden', answer: 2 },
    ],
    decisions: [
      {
        ...{ candidate: 0, image: 2, classIndex: 5, decision: 'by-hand', holds: true, rater: 4 },
        ...{ reason: 'by-hand', note: 'A tub, "clearly"', decidedAt: '2026-11-25T10:00:00.000Z' },
      },
      {
        ...{ candidate: 2, image: 1, classIndex: 1, decision: 'adjudicated', holds: false, rater: 4 },
        ...{ reason: 'clear', note: null, decidedAt: '2026-11-25T11:00:00.000Z' },
      },
    ],
    exclusions: [{ image: 3, reason: 'Broken, "grey"' }],
    outsideList: [{ image: 1, raters: 2 }],
    classParameters: null,
    raters: [rater(4, 'human', true, 0), rater(7, 'human', false, 3), rater(9, 'simulated', false, 2)],
  }
}

/** Writes files of a release to a folder, together with the files that they depend on. */
export function madeRelease(rows: ReleaseRows, scratch: (name: string, content?: Uint8Array) => string) {
  const fileOf: ReleaseWriting['fileOf'] = async (format) => {
    if (!isReleaseFormat(format)) throw new TypeError(`There is no format “${format}”.`)
    const bytes = await releaseFileBytes(rows, format, fileOf)
    const info = releaseFileInfo(rows.head, format)
    const path = scratch(info.fileName, bytes)
    return { ...info, path, byteSize: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') }
  }
  return fileOf
}
