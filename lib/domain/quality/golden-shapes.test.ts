import { describe, expect, test } from 'vitest'
import { goldQuestionPieces } from './control-task-pieces'
import { goldenShapes, labelsOf, type Shape } from './golden-shapes'

const times = (count: number, shape: Shape) => Array.from({ length: count }, () => shape)
const counted = (shapes: Iterable<Shape>) => {
  const counts: Record<string, number> = {}
  for (const shape of shapes) counts[shape.join('+')] = (counts[shape.join('+')] ?? 0) + 1
  return counts
}
const images = (count: number, labels: (image: number) => number) =>
  new Map(Array.from({ length: count }, (_, image) => [image, labels(image)]))

describe('goldenShapes', () => {
  const ordinary = [...times(50, [1]), ...times(30, [3]), ...times(20, [8, 4])]

  test('matches the shares of ordinary shapes if there are enough labels', () => {
    expect(
      counted(
        goldenShapes(
          images(40, () => 12),
          { ordinary, given: [] },
        ).values(),
      ),
    ).toEqual({
      ...{ '1': 20, '3': 12, '8+4': 8 },
    })
    // Half of them have three labels, so the other half takes the large shapes.
    const mixed = goldenShapes(
      images(40, (image) => (image % 2 === 0 ? 3 : 20)),
      { ordinary, given: [] },
    )
    expect(counted(mixed.values())).toEqual({ '1': 20, '3': 12, '8+4': 8 })
  })

  test('reaches these shares also when images are added one by one', () => {
    const given: Shape[] = []
    for (let image = 0; image < 40; image++)
      given.push(goldenShapes(new Map([[image, 12]]), { ordinary, given: [...given] }).get(image)!)
    expect(counted(given)).toEqual({ '1': 20, '3': 12, '8+4': 8 })
  })

  test('never needs more labels than an image has', () => {
    const chosen = goldenShapes(
      images(30, (image) => 1 + (image % 15)),
      { ordinary: times(3, [8, 5]), given: [] },
    )
    for (const [image, shape] of chosen) expect(labelsOf(shape)).toBe(Math.min(13, 1 + (image % 15)))
    expect(chosen.get(9)).toEqual([8, 2])
  })
})

describe('goldQuestionPieces', () => {
  const labels = (holding: number, others: number) =>
    Array.from({ length: holding + others }, (_, id) => ({ candidateId: id, holds: id < holding }))
  const split = (pieces: ReturnType<typeof goldQuestionPieces>) =>
    pieces.map((piece) => [piece.filter(({ holds }) => holds).length, piece.filter(({ holds }) => !holds).length])

  test('asks about both kinds of labels if possible, and fills every task', () => {
    expect(split(goldQuestionPieces(labels(2, 10), [6, 6], true))).toEqual([
      [1, 5],
      [1, 5],
    ])
    expect(split(goldQuestionPieces(labels(9, 3), [8], true))).toEqual([[5, 3]])
    expect(split(goldQuestionPieces(labels(1, 4), [5], true))).toEqual([[1, 4]])
  })

  test('asks about either kind if there is room for one label', () => {
    expect(split(goldQuestionPieces(labels(2, 3), [1], true))).toEqual([[1, 0]])
    expect(split(goldQuestionPieces(labels(2, 3), [1], false))).toEqual([[0, 1]])
    expect(split(goldQuestionPieces(labels(0, 3), [1], true))).toEqual([[0, 1]])
  })
})
