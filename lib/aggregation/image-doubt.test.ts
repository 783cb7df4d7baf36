import { describe, expect, test } from 'vitest'
import { imageDoubt } from './image-doubt'
import { voteTable } from './vote-table'

/** Each candidate: its image, its score, and the answers of raters 0, 1, 2, … */
function doubt(candidates: [image: number, score: number, answers: number[]][], imageCount: number, threshold = 0.5) {
  const votes = candidates.flatMap(([, , answers], item) => answers.map((answer, rater) => ({ item, rater, answer })))
  const { disagreement, margin } = imageDoubt({
    votes: voteTable({
      ...{ itemCount: candidates.length, raterCount: 9, answerCount: 3 },
      item: votes.map((vote) => vote.item),
      rater: votes.map((vote) => vote.rater),
      answer: votes.map((vote) => vote.answer),
    }),
    candidateImage: Int32Array.from(candidates, ([image]) => image),
    score: Float64Array.from(candidates, ([, score]) => score),
    threshold,
    originalLabel: new Int32Array(imageCount),
  })
  return { disagreement: Array.from(disagreement), margin: Array.from(margin, (value) => Number(value.toFixed(9))) }
}

describe('imageDoubt', () => {
  test('raters of one mind do not disagree; three of five make 0.4', () => {
    expect(doubt([[0, 0.9, [2, 2, 2, 2, 2]]], 1).disagreement).toEqual([0])
    expect(doubt([[0, 0.9, [2, 2, 2, 0, 1]]], 1).disagreement).toEqual([0.4])
    expect(doubt([[0, 0.9, [0, 1, 2]]], 1).disagreement).toEqual([2 / 3])
  })

  test('an image is as much in doubt as the candidate that is most so', () => {
    const two = doubt(
      [
        [0, 0.9, [2, 2, 2, 2]],
        [0, 0.45, [0, 2, 2, 2]],
        [1, 0.1, [0, 0]],
      ],
      2,
    )
    expect(two).toEqual({ disagreement: [0.25, 0], margin: [0.05, 0.4] })
  })

  test('a candidate without votes says nothing, nor does an image that has none with votes', () => {
    const partly = doubt(
      [
        [0, 0.5, []],
        [0, 0.8, [2]],
        [1, 0.5, []],
      ],
      3,
    )
    expect(partly.disagreement).toEqual([0, Number.NaN, Number.NaN])
    expect(partly.margin).toEqual([0.3, Number.NaN, Number.NaN])
  })

  test('the order of votes and of candidates changes nothing', () => {
    const candidates: [number, number, number[]][] = [
      [1, 0.2, [0, 1, 1]],
      [0, 0.7, [2, 0, 1, 1]],
      [1, 0.6, [2, 2, 0]],
      [0, 0.4, [0, 0, 2]],
    ]
    const turned = [...candidates]
      .reverse()
      .map(([image, score, said]): [number, number, number[]] => [image, score, [...said].reverse()])
    expect(doubt(turned, 2)).toEqual(doubt(candidates, 2))
  })
})
