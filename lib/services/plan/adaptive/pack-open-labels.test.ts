import { expect, test } from 'vitest'
import type { OpenLabel } from './decide-labels'
import { classNodes, packOpenLabels } from './pack-open-labels'

const nodes = Array.from({ length: 12 }, (_, at) => 100 + at)
const terms = { maximum: 5, candidatesPerTask: 8, raterCount: 5, ...classNodes({ nodes, edges: [] }) }

const label = (id: number, imageId: number, raters: number[], level = 3): OpenLabel => ({
  candidate: {
    id,
    imageId,
    classId: 100 + (id % 12),
    isOriginal: false,
    raters,
    answers: raters.map(() => 0),
    excludedRaters: [],
  },
  level,
})

const asked = (open: OpenLabel[], given = terms) =>
  packOpenLabels(open, given).map(({ candidateIds }) => [...candidateIds].sort((a, b) => a - b))

test('puts the open labels of an image into one task, and those of different images into separate tasks', () => {
  const open = [label(1, 0, [1, 2]), label(2, 0, [2, 1]), label(3, 1, [1, 2])]
  expect(asked(open)).toEqual([[1, 2], [3]])
})

test('mixes labels of different voters only if enough raters are left for all', () => {
  const open = [label(1, 0, [1, 2, 3]), label(2, 0, [1, 2, 4])]
  expect(asked(open)).toEqual([[1], [2]])
  expect(asked(open, { ...terms, raterCount: 6 })).toEqual([[1, 2]])
})

test('splits labels that do not fit into one task, and gives a task the level of its hardest label', () => {
  const open = Array.from({ length: 10 }, (_, id) => label(id, 0, [1], id))
  const tasks = packOpenLabels(open, terms)
  expect(tasks.map(({ candidateIds }) => candidateIds.length).sort()).toEqual([5, 5])
  for (const { candidateIds, level } of tasks) expect(level).toBe(Math.min(...candidateIds))
})
