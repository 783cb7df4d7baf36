import path from 'node:path'
import { type VoteTable, voteTable } from '@/lib/aggregation/vote-table'
import { answers as answerKinds } from '@/lib/domain/rating/answer'
import { FormatError } from '@/lib/formats/format-error'
import { readOriginalLabels } from '@/lib/formats/json-file'
import { readIds, withNpz } from '@/lib/formats/numpy/npz-reader'
import { readOneHotVotes } from '@/lib/formats/one-hot-votes'
import { type PairInfo, readPairInfo } from '@/lib/formats/pair-info'
import { validationFileName, validationPosition } from '@/lib/formats/validation-file-name'
import type { ProgressHooks } from '@/lib/services/progress'

/** Contents of the released files. Candidates are the rows of raters.npz. */
export interface RealVotes {
  /** [images] class index of the original label. */
  originalLabel: Int32Array
  /** [candidates] position of the image. */
  candidateImage: Int32Array
  /** [candidates] */
  candidateClass: Int32Array
  /** Raters in file order; the votes of a candidate in ascending order of rater. */
  votes: VoteTable
  ratersPerTask: number
  /** Ids from the files, in file order. */
  raterIds: number[]
  expertIds: number[]
  /** Answers of experts, then of raters; `person` is an index into expertIds or raterIds. */
  expertAnswers: GoldenColumns
  raterAnswers: GoldenColumns
}

export interface GoldenColumns {
  person: number[]
  candidate: number[]
  answer: number[]
}

interface Head extends PairInfo {
  ids: number[]
}

const readHead = (file: string, classCount: number): Promise<Head> =>
  withNpz(file, async (npz) => {
    const ids = await readIds(npz, 'ids')
    return { ids, ...(await readPairInfo(npz, { classCount })) }
  })

const wrongInfo = (file: string, expected: string, found: string, fix: string) =>
  new FormatError(file, 'array "info"', { expected, found, fix })

function imagePositions(file: string, { fileNames }: PairInfo, imageCount: number): Int32Array {
  if (fileNames.length === 0) throw wrongInfo(file, 'at least one candidate', 'none', 'Use the released file.')
  return Int32Array.from(fileNames, (name, row) => {
    const position = validationPosition(name)
    if (position !== null && position < imageCount) return position
    const expected = `a file name from ${validationFileName(0)} to ${validationFileName(imageCount - 1)} in row ${row}`
    throw wrongInfo(file, expected, JSON.stringify(name), 'Correct the name, or use the list of all images.')
  })
}

async function readVotes(file: string, { ids, fileNames }: Head, { onProgress, signal }: ProgressHooks) {
  const pairCount = fileNames.length
  const columns = { item: [] as number[], rater: [] as number[], answer: [] as number[] }
  for await (const { raterIndex, answers } of readOneHotVotes(file, { raterCount: ids.length, pairCount })) {
    signal?.throwIfAborted()
    for (let pair = 0; pair < pairCount; pair++) {
      if (answers[pair]! < 0) continue
      columns.item.push(pair)
      columns.rater.push(raterIndex)
      columns.answer.push(answers[pair]!)
    }
    onProgress?.('Reading votes', (raterIndex + 1) * pairCount, ids.length * pairCount)
  }
  return voteTable({ itemCount: pairCount, raterCount: ids.length, answerCount: answerKinds.length, ...columns })
}

/** Throws FormatError if the number of raters differs between pairs. */
function equalRaterCount(file: string, { itemStart, itemCount }: VoteTable, info: PairInfo): number {
  const ofFirst = itemStart[1]!
  for (let pair = 0; pair < itemCount; pair++) {
    const count = itemStart[pair + 1]! - itemStart[pair]!
    if (count === ofFirst && count > 0) continue
    throw new FormatError(file, 'array "tensor"', {
      expected: `the same number of raters for every candidate, ${Math.max(1, ofFirst)} as for the first`,
      found: `${count} for candidate ${pair} (${info.fileNames[pair]}, class ${info.classIndices[pair]})`,
      fix: 'Download the released file again.',
    })
  }
  return ofFirst
}

async function readGolden(
  file: string,
  head: Head,
  candidateOf: (fileName: string, classIndex: number) => number | undefined,
  personOf: (row: number) => number,
  signal?: AbortSignal,
): Promise<GoldenColumns> {
  const candidates = head.fileNames.map((name, row) => {
    const candidate = candidateOf(name, head.classIndices[row]!)
    if (candidate !== undefined) return candidate
    const found = `${name} with class ${head.classIndices[row]} in row ${row}`
    throw wrongInfo(file, 'only candidates that are also in raters.npz', found, 'Check that the files belong together.')
  })
  const columns: GoldenColumns = { person: [], candidate: [], answer: [] }
  const shape = { raterCount: head.ids.length, pairCount: candidates.length }
  for await (const { raterIndex, answers } of readOneHotVotes(file, shape)) {
    signal?.throwIfAborted()
    for (const [pair, answer] of answers.entries()) {
      if (answer < 0) continue
      columns.person.push(personOf(raterIndex))
      columns.candidate.push(candidates[pair]!)
      columns.answer.push(answer)
    }
  }
  return columns
}

/** Throws FormatError with file, array and row if the files are inconsistent. */
export async function readRealVotes(
  {
    dataDir,
    originalLabelsPath,
    imageCount,
    classCount,
  }: { dataDir: string; originalLabelsPath: string; imageCount: number; classCount: number },
  progress: ProgressHooks = {},
): Promise<RealVotes> {
  const [votesFile, expertsFile, ratersFile] = ['raters.npz', 'golden.npz', 'raters_golden.npz'].map((name) =>
    path.join(dataDir, name),
  )
  const originalLabel = await readOriginalLabels(originalLabelsPath, { imageCount, classCount })
  const head = await readHead(votesFile!, classCount)
  const experts = await readHead(expertsFile!, classCount)
  const raters = await readHead(ratersFile!, classCount)
  const candidateImage = imagePositions(votesFile!, head, imageCount)

  const key = (fileName: string, classIndex: number) => `${classIndex} ${fileName}`
  const candidates = new Map(head.fileNames.map((name, pair) => [key(name, head.classIndices[pair]!), pair]))
  const candidateOf = (fileName: string, classIndex: number) => candidates.get(key(fileName, classIndex))
  const raterIndex = raters.ids.map((id, row) => {
    const index = head.ids.indexOf(id)
    if (index >= 0) return index
    const fix = 'Check that the files belong together.'
    const expected = 'only raters that are also in raters.npz'
    throw new FormatError(ratersFile!, 'array "ids"', { expected, found: `${id} at index ${row}`, fix })
  })
  const expertAnswers = await readGolden(expertsFile!, experts, candidateOf, (row) => row, progress.signal)
  const raterAnswers = await readGolden(ratersFile!, raters, candidateOf, (row) => raterIndex[row]!, progress.signal)
  const votes = await readVotes(votesFile!, head, progress)
  return {
    originalLabel,
    candidateImage,
    candidateClass: head.classIndices,
    votes,
    ratersPerTask: equalRaterCount(votesFile!, votes, head),
    raterIds: head.ids,
    expertIds: experts.ids,
    expertAnswers,
    raterAnswers,
  }
}
