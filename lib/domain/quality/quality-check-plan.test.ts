import { expect, test } from 'vitest'
import { type CheckTask, checkPlan, type GoldenUse } from './quality-check-plan'

const pair = (candidateId: number, imageId = 1) => ({ candidateId, imageId, classId: candidateId, holds: true })
const task = (taskId: number, kind: CheckTask['kind'], candidateIds: number[], isLaunched = true): CheckTask => ({
  ...{ taskId, imageId: 1, kind, isLaunched, candidateIds },
})
const uses = (use: GoldenUse) => new Map([[1, use]])

test('asks for every known pair once, hidden where nothing is said', () => {
  expect(checkPlan([pair(1), pair(2), pair(3, 2)], new Map([[2, 'test']]), [])).toEqual({
    launch: [],
    retire: [],
    missing: [
      { imageId: 1, kind: 'golden', pairs: [pair(1), pair(2)] },
      { imageId: 2, kind: 'test', pairs: [pair(3, 2)] },
    ],
  })
})

test('leaves what stands and adds what is new', () => {
  expect(checkPlan([pair(1), pair(2)], uses('hidden'), [task(7, 'golden', [1])])).toEqual({
    ...{ launch: [], retire: [] },
    missing: [{ imageId: 1, kind: 'golden', pairs: [pair(2)] }],
  })
})

test('takes tasks of another use out of the offer and asks anew', () => {
  expect(checkPlan([pair(1)], uses('training'), [task(7, 'golden', [1])])).toEqual({
    ...{ launch: [], retire: [7] },
    missing: [{ imageId: 1, kind: 'training', pairs: [pair(1)] }],
  })
})

test('offers old tasks again when the use comes back', () => {
  const tasks = [task(7, 'golden', [1], false), task(8, 'training', [1])]
  expect(checkPlan([pair(1)], uses('hidden'), tasks)).toEqual({ launch: [7], retire: [8], missing: [] })
})

test('no longer offers a task none of whose pairs has a known truth', () => {
  expect(checkPlan([], uses('hidden'), [task(7, 'golden', [1])])).toEqual({ launch: [], retire: [7], missing: [] })
})
