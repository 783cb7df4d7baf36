import { describe, expect, test } from 'vitest'
import { controlTaskPieces } from './control-task-pieces'

const labels = (holding: number, others: number) =>
  Array.from({ length: holding + others }, (_, id) => ({
    ...{ candidateId: id, imageId: 1, classId: id, holds: id < holding },
  }))
const shapeOf = (pieces: ReturnType<typeof controlTaskPieces>) =>
  pieces.map((piece) => [piece.filter(({ holds }) => holds).length, piece.filter(({ holds }) => !holds).length])

describe.each([
  ['test', 1, 11, [[1, 2]]],
  ['test', 2, 2, [[2, 2]]],
  ['test', 4, 8, [[4, 4]]],
  [
    'test',
    6,
    6,
    [
      [3, 3],
      [3, 3],
    ],
  ],
  ['test', 3, 1, [[3, 1]]],
  ['golden', 1, 11, [[1, 7]]],
  [
    'golden',
    9,
    3,
    [
      [3, 3],
      [3, 0],
      [3, 0],
    ],
  ],
  [
    'training',
    1,
    11,
    [
      [1, 6],
      [0, 5],
    ],
  ],
  [
    'training',
    2,
    12,
    [
      [1, 6],
      [1, 6],
    ],
  ],
] as const)('%s image with %i labels that hold and %i that do not', (kind, holding, others, shape) => {
  test('makes tasks of at most eight labels, each with labels that hold if there are any', () => {
    const pieces = controlTaskPieces(labels(holding, others), kind)
    expect(shapeOf(pieces)).toEqual(shape)
    const ids = pieces.flat().map(({ candidateId }) => candidateId)
    expect(new Set(ids).size).toBe(ids.length)
  })
})

test('chooses deterministically which labels that do not hold are left over', () => {
  const first = controlTaskPieces(labels(1, 30), 'test')
  expect(controlTaskPieces(labels(1, 30), 'test')).toEqual(first)
  expect(first[0]!.map(({ candidateId }) => candidateId)).not.toEqual([0, 1, 2])
})
