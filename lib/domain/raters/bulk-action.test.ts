import { expect, test } from 'vitest'
import { bulkActionPlan, possibleBulkActions } from './bulk-action'

const active = { id: 1, isPaused: false, isExcluded: false, isReachable: true }
const paused = { ...active, id: 2, isPaused: true }
const excluded = { ...paused, id: 3, isExcluded: true, isReachable: false }
const all = [active, paused, excluded]

test('separates raters who would change from those who would not and those who cannot', () => {
  expect(bulkActionPlan('pause', all)).toEqual({ changed: [1], same: [2, 3], refused: [] })
  expect(bulkActionPlan('resume', all)).toEqual({ changed: [2], same: [1], refused: [3] })
  expect(bulkActionPlan('exclude', all)).toEqual({ changed: [1, 2], same: [3], refused: [] })
  expect(bulkActionPlan('include', all)).toEqual({ changed: [3], same: [1, 2], refused: [] })
  expect(bulkActionPlan('message', all)).toEqual({ changed: [1, 2], same: [], refused: [3] })
})

test('offers only actions that would change something', () => {
  expect(possibleBulkActions([active])).toEqual(['pause', 'exclude', 'message'])
  expect(possibleBulkActions([excluded])).toEqual(['include'])
  expect(possibleBulkActions([])).toEqual([])
})
