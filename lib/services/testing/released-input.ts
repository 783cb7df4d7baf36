import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { AggregationInput } from '@/lib/aggregation/aggregation-method'
import { voteTable } from '@/lib/aggregation/vote-table'
import { classGroups } from '@/lib/domain/classes/class-groups'
import { readOriginalLabels } from '@/lib/formats/json-file'
import { readIds, withNpz } from '@/lib/formats/numpy/npz-reader'
import { readOneHotVotes } from '@/lib/formats/one-hot-votes'
import { type PairInfo, readPairInfoOf } from '@/lib/formats/pair-info'
import { validationPosition } from '@/lib/formats/validation-file-name'
import { imagenetClassRows } from '@/lib/services/classes/imagenet-class-rows'

const shared = join(process.cwd(), '../shared')
const originalLabels = join(shared, 'imagenet/validation-original-labels.json')
const predictions = join(shared, 'imagenet/validation-top1-resnet50-crossvalidated.json')

const releasedFolder = join(shared, 'reassessed-imagenet')
export const releasedFile = (name: string) => join(releasedFolder, name)
export const hasReleasedFiles = existsSync(releasedFolder) && existsSync(originalLabels)

export const imageCount = 50_000
export const classCount = 1_000

export function logIfMissing(what: string) {
  if (!hasReleasedFiles) console.info(`Skipped: ${what} needs the released files in ${releasedFolder}.`)
}

async function readVotes(name: string, shape: { raterCount: number | null; pairCount: number }) {
  const columns = { item: [] as number[], rater: [] as number[], answer: [] as number[] }
  for await (const { raterIndex, answers } of readOneHotVotes(releasedFile(name), shape)) {
    answers.forEach((answer, pair) => {
      if (answer < 0) return
      columns.item.push(pair)
      columns.rater.push(raterIndex)
      columns.answer.push(answer)
    })
  }
  return columns
}

const readIdsOf = (name: string) => withNpz(releasedFile(name), (npz) => readIds(npz, 'ids'))

export interface Released {
  input: AggregationInput
  pairs: PairInfo
  originalLabel: Int32Array
}

let released: Promise<Released> | undefined

/** Shared by all proofs of a process, since decompressing and checking 377 MB is slow; none may write to it. */
export const readReleased = () => (released ??= readFiles())

async function readFiles(): Promise<Released> {
  const pairs = await readPairInfoOf(releasedFile('raters.npz'), classCount)
  const goldenPairs = await readPairInfoOf(releasedFile('golden.npz'), classCount)
  const raterIds = await readIdsOf('raters.npz')
  const goldenRaterIds = await readIdsOf('raters_golden.npz')
  const originalLabel = await readOriginalLabels(originalLabels, { imageCount, classCount })
  const pairCount = pairs.fileNames.length
  const goldenCount = goldenPairs.fileNames.length
  const ofExperts = await readVotes('golden.npz', { raterCount: null, pairCount: goldenCount })
  const ofRaters = await readVotes('raters_golden.npz', { raterCount: goldenRaterIds.length, pairCount: goldenCount })
  const votes = await readVotes('raters.npz', { raterCount: raterIds.length, pairCount })

  const pairKey = (fileName: string, classIndex: number) => `${fileName} ${classIndex}`
  const pairOf = new Map(pairs.fileNames.map((name, pair) => [pairKey(name, pairs.classIndices[pair]!), pair]))
  const candidateOf = goldenPairs.fileNames.map((name, pair) => {
    return pairOf.get(pairKey(name, goldenPairs.classIndices[pair]!)) ?? -1
  })
  const raterOf = goldenRaterIds.map((id) => raterIds.indexOf(id))
  const candidateImage = Int32Array.from(pairs.fileNames, (name) => validationPosition(name) ?? -1)
  const input: AggregationInput = {
    votes: voteTable({ itemCount: pairCount, raterCount: raterIds.length, answerCount: 3, ...votes }),
    goldenAnswers: {
      person: Int32Array.from([...ofExperts.rater, ...ofRaters.rater.map((row) => raterOf[row]!)]),
      candidate: Int32Array.from([...ofExperts.item, ...ofRaters.item], (pair) => candidateOf[pair]!),
      answer: Uint8Array.from([...ofExperts.answer, ...ofRaters.answer]),
      isExpert: Uint8Array.from([...ofExperts.rater.map(() => 1), ...ofRaters.rater.map(() => 0)]),
    },
    candidateImage,
    candidateClass: pairs.classIndices,
    candidateIsOriginal: Uint8Array.from(candidateImage, (image, pair) => {
      return originalLabel[image] === pairs.classIndices[pair] ? 1 : 0
    }),
  }
  return { input, pairs, originalLabel }
}

/** Adds the first choices of the one model released with the votes, and groups classes by WordNet. */
export async function withEvidence({ input, pairs }: Released): Promise<AggregationInput> {
  const top1 = await readOriginalLabels(predictions, { imageCount, classCount })
  const { classes } = await imagenetClassRows(1, process.cwd())
  const paths = classes.slice(0, classCount).map((row) => row.at(-1) as string[])
  const { groupOf, names } = classGroups(paths)
  return {
    ...input,
    groups: { candidateGroup: pairs.classIndices.map((index) => groupOf[index]!), names },
    models: [
      {
        name: 'resnet-50',
        isTop1: Uint8Array.from(pairs.classIndices, (index, pair) =>
          Number(top1[input.candidateImage[pair]!] === index),
        ),
      },
    ],
  }
}
