import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { float64Array, int64Array, type OutgoingArray, textArray } from '@/lib/formats/numpy/npz-writer'
import { writeNpz } from '@/lib/formats/testing/npz'
import { validationFileName } from '@/lib/formats/validation-file-name'

/** Null means no vote. */
type Answers = readonly (null | 0 | 1 | 2)[]

export interface RealVoteTable {
  ids: number[]
  /** Position of the image and class index. */
  pairs: [number, number][]
  /** One list per rater, one entry per pair. */
  answers: Answers[]
}

const pairsOfImage0 = Array.from({ length: 10 }, (_, k): [number, number] => [0, k])

/** Three raters, two for each pair; image 2 comes first in the file. */
export const smallVotes: RealVoteTable = {
  ids: [7, 9, 4],
  pairs: [[2, 5], [2, 6], ...pairsOfImage0],
  answers: [
    [2, null, ...pairsOfImage0.map(() => 0 as const)],
    [2, 1, ...pairsOfImage0.map((_, k) => (k === 0 ? 2 : 0))],
    [null, 0, ...pairsOfImage0.map(() => null)],
  ],
}
const goldenPairs: [number, number][] = [
  [0, 0],
  [2, 5],
  [0, 1],
]
export const smallExperts: RealVoteTable = { ids: [7], pairs: goldenPairs, answers: [[2, 2, 0]] }
export const smallGolden: RealVoteTable = { ids: [9], pairs: goldenPairs, answers: [[2, 1, null]] }
export const smallLabels = [0, 3, 5, 1]
export const smallImageCount = smallLabels.length

export const oneHot = ({ answers }: RealVoteTable) =>
  Float64Array.from(answers.flatMap((row) => row.flatMap((given) => [0, 1, 2].map((k) => (k === given ? 1 : 0)))))

export function realVoteArrays(
  table: RealVoteTable,
  { names = table.pairs.map(([image]) => validationFileName(image)) }: { names?: string[] | undefined } = {},
): [tensor: OutgoingArray, info: OutgoingArray, ids: OutgoingArray] {
  const { ids, pairs } = table
  const info = pairs.flatMap(([, index], k) => [names[k]!, String(index)])
  return [
    float64Array('tensor', [ids.length, pairs.length, 3], oneHot(table)),
    textArray('info', [pairs.length, 2], 28, info),
    int64Array('ids', [ids.length], BigInt64Array.from(ids, BigInt)),
  ]
}

/** Writes a folder of small files that import without errors, for tests to break one by one. */
export async function smallRealVoteFiles() {
  const folder = await mkdtemp(path.join(tmpdir(), 'reassess-votes-'))
  const file = (name: string) => path.join(folder, name)
  await writeNpz(file('raters.npz'), realVoteArrays(smallVotes))
  await writeNpz(file('golden.npz'), realVoteArrays(smallExperts))
  await writeNpz(file('raters_golden.npz'), realVoteArrays(smallGolden))
  await writeFile(file('labels.json'), JSON.stringify(smallLabels))
  return { folder, file, remove: () => rm(folder, { recursive: true, force: true }) }
}
