import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { realPreset } from '@/lib/aggregation/calibrated'
import { keptLabels, labelSets } from '@/lib/aggregation/labels'
import { prepareAggregation } from '@/lib/aggregation/registry'
import { voteTable } from '@/lib/aggregation/vote-table'
import { readFloat64, readIds } from '@/lib/formats/npy-values'
import { withNpz } from '@/lib/formats/npz-reader'
import { readOneHotVotes } from '@/lib/formats/one-hot-votes'
import { readOriginalLabels } from '@/lib/formats/original-labels'
import { readPairInfo, readPairInfoOf } from '@/lib/formats/pair-info'
import { readRealJson } from '@/lib/formats/real-json'
import { validationPosition } from '@/lib/formats/validation-file-name'

const folder = join(process.cwd(), '../shared/reassessed-imagenet')
const originalLabelsPath = join(process.cwd(), '../shared/imagenet/validation-original-labels.json')
const isHere = existsSync(folder) && existsSync(originalLabelsPath)
if (!isHere) console.info(`Skipped: the proof on real votes needs the released files in ${folder}.`)

const imageCount = 50_000
const classCount = 1_000
const file = (name: string) => join(folder, name)

/** Votes as three columns, with rater and pair index as the file has them. */
async function readVotes(name: string, shape: { raterCount: number | null; pairCount: number }) {
  const columns = { candidate: [] as number[], rater: [] as number[], answer: [] as number[] }
  for await (const { raterIndex, answers } of readOneHotVotes(file(name), shape)) {
    answers.forEach((answer, pair) => {
      if (answer < 0) return
      columns.candidate.push(pair)
      columns.rater.push(raterIndex)
      columns.answer.push(answer)
    })
  }
  return columns
}

const readIdsOf = (name: string) => withNpz(file(name), (npz) => readIds(npz, 'ids'))

describe.skipIf(!isHere)('the calibrated method on the released votes', () => {
  it('gives every published score within 1e-9 and every published label set', { timeout: 120_000 }, async () => {
    const pairs = await readPairInfoOf(file('raters.npz'), classCount)
    const pairCount = pairs.fileNames.length
    const goldenPairs = await readPairInfoOf(file('golden.npz'), classCount)
    const raterIds = await readIdsOf('raters.npz')
    const originalLabel = await readOriginalLabels(originalLabelsPath, { imageCount, classCount })
    const published = await withNpz(file('scores.npz'), async (npz) => ({
      info: await readPairInfo(npz, { pairCount, classCount }),
      score: await readFloat64(npz, 'tensor', [pairCount]),
    }))
    expect(published.info).toEqual(pairs)

    const pairKey = (fileName: string, classIndex: number) => `${fileName} ${classIndex}`
    const candidateOf = new Map(pairs.fileNames.map((name, pair) => [pairKey(name, pairs.classIndices[pair]), pair]))
    const goldenCandidate = goldenPairs.fileNames.map((name, pair) => {
      return candidateOf.get(pairKey(name, goldenPairs.classIndices[pair])) ?? -1
    })
    const goldenRaterIds = await readIdsOf('raters_golden.npz')
    const raterIndex = goldenRaterIds.map((id) => raterIds.indexOf(id))
    const ofExperts = await readVotes('golden.npz', { raterCount: null, pairCount: goldenPairs.fileNames.length })
    const ofRaters = await readVotes('raters_golden.npz', {
      raterCount: goldenRaterIds.length,
      pairCount: goldenPairs.fileNames.length,
    })
    const candidateImage = Int32Array.from(pairs.fileNames, (name) => validationPosition(name) ?? -1)
    const votes = await readVotes('raters.npz', { raterCount: raterIds.length, pairCount })
    expect(votes.answer).toHaveLength(924_810)

    const input = {
      votes: voteTable({ candidateCount: pairCount, raterCount: raterIds.length, ...votes }),
      goldenAnswers: {
        person: Int32Array.from([...ofExperts.rater, ...ofRaters.rater.map((row) => raterIndex[row])]),
        candidate: Int32Array.from([...ofExperts.candidate, ...ofRaters.candidate], (pair) => goldenCandidate[pair]),
        answer: Uint8Array.from([...ofExperts.answer, ...ofRaters.answer]),
        isExpert: Uint8Array.from([...ofExperts.rater.map(() => 1), ...ofRaters.rater.map(() => 0)]),
      },
      candidateImage,
      candidateClass: pairs.classIndices,
      candidateIsOriginal: Uint8Array.from(candidateImage, (image, pair) => {
        return originalLabel[image] === pairs.classIndices[pair] ? 1 : 0
      }),
    }
    const result = prepareAggregation('calibrated', realPreset).run(input)
    expect(result.prior).toBe(248 / 1_135)
    expect(result.score).toHaveLength(184_962)
    const largestDifference = result.score.reduce((largest, score, pair) => {
      return Math.max(largest, Math.abs(score - published.score[pair]))
    }, 0)
    expect(largestDifference).toBeLessThan(1e-9)
    const annotator = result.raterParameters?.originalLabel
    expect(Math.log((annotator?.positive[2] ?? 0) / (annotator?.negative[2] ?? 0))).toBeCloseTo(2.7661922069, 9)
    expect(Math.log((annotator?.positive[0] ?? 0) / (annotator?.negative[0] ?? 0))).toBeCloseTo(-0.5527578747, 9)

    const kept = keptLabels({ ...input, score: result.score, threshold: realPreset.threshold, originalLabel })
    const expected = await readRealJson(file('real.json'), { imageCount, classCount })
    expect(Array.from(labelSets(kept), (labels) => Array.from(labels))).toEqual(expected)
    expect(expected.flat()).toHaveLength(57_553)
  })
})
