import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { type VoteTable, voteTable } from '@/lib/aggregation/vote-table'
import { agreementByRater, agreementOverall } from '@/lib/agreement/agreement-by-stratum'
import { cohenKappaByPair } from '@/lib/agreement/cohen-kappa'
import { raterDeviations } from '@/lib/agreement/rater-jackknife'
import {
  coincidenceMatrix,
  fleissKappa,
  krippendorffAlpha,
  rawAgreement,
} from '@/lib/agreement/testing/reference-measures'
import { readOneHotVotes } from '@/lib/formats/one-hot-votes'
import { readPairInfoOf } from '@/lib/formats/pair-info'

const folder = join(process.cwd(), '../shared/reassessed-imagenet')
const isHere = existsSync(folder)
if (!isHere) console.info(`Skipped: the proof of agreement on real votes needs the released files in ${folder}.`)

async function readVotes(name: string): Promise<{ votes: VoteTable; fileNames: string[] }> {
  const path = join(folder, name)
  const { fileNames } = await readPairInfoOf(path, 1_000)
  const columns = { item: [] as number[], rater: [] as number[], answer: [] as number[] }
  let raterCount = 0
  for await (const { raterIndex, answers } of readOneHotVotes(path, {
    raterCount: null,
    pairCount: fileNames.length,
  })) {
    raterCount = raterIndex + 1
    answers.forEach((answer, pair) => {
      if (answer < 0) return
      columns.item.push(pair)
      columns.rater.push(raterIndex)
      columns.answer.push(answer)
    })
  }
  return { votes: voteTable({ itemCount: fileNames.length, raterCount, answerCount: 3, ...columns }), fileNames }
}

const alphas = (votes: VoteTable) => {
  const coincidences = coincidenceMatrix(votes)
  return (['nominal', 'ordinal', 'interval'] as const).map((metric) =>
    krippendorffAlpha(coincidences, metric)?.toFixed(4),
  )
}

describe.skipIf(!isHere)('agreement on the released votes', () => {
  let released: Awaited<ReturnType<typeof readVotes>>
  beforeAll(async () => {
    released = await readVotes('raters.npz')
  })

  it('matches an independent computation to four digits', () => {
    const { votes } = released
    expect(votes.voteCount).toBe(924_810)
    expect(alphas(votes)).toEqual(['0.4120', '0.5172', '0.5468'])
    expect(fleissKappa(votes).kappa?.toFixed(4)).toBe('0.4120')
  })
  it('depends nine times as much on who rated as on which images were shown', () => {
    const start = performance.now()
    const found = raterDeviations(released.votes)
    console.info(`Leaving out each of ${found?.raterCount} raters takes ${(performance.now() - start).toFixed(0)} ms.`)
    expect(found?.raterCount).toBe(85)
    expect(found?.deviation.alphaOrdinal).toBeCloseTo(0.0156, 3)
  })
  it('is the same for answers of raters and experts on golden pairs', async () => {
    expect(alphas((await readVotes('raters_golden.npz')).votes)).toEqual(['0.4296', '0.5267', '0.5386'])
    expect(alphas((await readVotes('golden.npz')).votes)[0]).toBe('0.7322')
  })
  it('has narrow intervals over images and consistent values per rater and pair', () => {
    const { votes, fileNames } = released
    const image = new Map<string, number>()
    for (const name of fileNames) if (!image.has(name)) image.set(name, image.size)
    const itemCluster = Int32Array.from(fileNames, (name) => image.get(name) ?? -1)
    const options = { itemCluster, clusterCount: image.size, seed: 1, replicates: 50 }
    const overall = agreementOverall(votes, options)
    expect(overall).toMatchObject({
      itemCount: 184_962,
      voteCount: 924_810,
      pairCount: 1_849_620,
      clusterCount: 24_889,
    })
    const [low, high] = overall.alphaNominal.interval ?? [0, 1]
    expect(overall.alphaNominal.value).toBeCloseTo(0.412, 4)
    expect(low).toBeLessThan(0.412)
    expect(high).toBeGreaterThan(0.412)
    expect(high - low).toBeLessThan(0.01)

    const raters = agreementByRater(votes, options)
    const weighted = raters.reduce((sum, rater) => sum + rater.voteCount * (rater.alphaNominal.value ?? 0), 0)
    expect(weighted / votes.voteCount).toBeCloseTo(overall.alphaNominal.value ?? Number.NaN, 10)

    const pairs = cohenKappaByPair(votes)
    const equal = pairs.reduce((sum, pair) => sum + pair.sharedItems * (pair.agreement.value ?? 0), 0)
    expect(pairs.reduce((sum, pair) => sum + pair.sharedItems, 0)).toBe(1_849_620)
    expect(equal).toBeCloseTo(rawAgreement(votes).equalCount, 4)
  })
})
