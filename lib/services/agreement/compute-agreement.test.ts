import { expect, test } from 'vitest'
import { voteTable } from '@/lib/aggregation/vote-table'
import { agreementOverall } from '@/lib/agreement/agreement-by-stratum'
import { seededRandom } from '@/lib/numeric/seeded-random'
import { agreementPointRequest, computePoint } from './compute-agreement'

test('gives a point the interval of a report on the same votes, in whatever order images got candidates', () => {
  const bootstrap = { seed: 1, replicates: 200 }
  const imageCount = 60
  const random = seededRandom(3)
  const candidate = Int32Array.from({ length: 2 * imageCount }, (_, vote) => Math.floor(vote / 2))
  const image = candidate.map((id) => imageCount - 1 - id)
  const rater = candidate.map((_, vote) => vote % 2)
  const answer = Uint8Array.from(candidate, () => Math.floor(3 * random() ** 2))
  const report = agreementOverall(
    voteTable({ itemCount: imageCount, raterCount: 2, answerCount: 3, item: candidate, rater, answer }),
    { itemCluster: image.filter((_, vote) => vote % 2 === 0), clusterCount: imageCount, ...bootstrap },
  )
  const point = computePoint(agreementPointRequest({ candidate, image, rater, answer }, bootstrap), {})
  expect(point.alphaOrdinal).toEqual(report.alphaOrdinal)
})
