import { expect, test } from 'vitest'
import type { Panel } from '@/lib/contracts/recruitment'
import { panelPlacesText, panelTimeText } from './recruitment'

const plan = { trainingTasks: 0, testTasks: 0, secondsPerTask: 60, secondsPerTraining: 0, secondsPerTest: 0 }
const panel = (wanted: number, places: number | null, placesTaken: number) =>
  ({
    plan: { ...plan, wanted, from: 'assumed' },
    settings: { places, pay: null },
    visits: { placesTaken, open: 0, begun: 3 },
  }) as unknown as Panel

test('writes one task and one place of a panel in the singular', () => {
  expect(panelPlacesText(panel(1, null, 1))).toBe('1 place taken: 0 in progress, 1 finished. 2 freed.')
  expect(panelPlacesText(panel(1, 4, 3))).toBe('3 of 4 places taken: 0 in progress, 3 finished. 0 freed.')
  const time = (minutes: string, tasks: string) =>
    `Expected time: ${minutes} per visit (${tasks}; time per task assumed until measured).`
  expect(panelTimeText(panel(1, null, 1))).toBe(time('1 minute', '1 rating task'))
  expect(panelTimeText(panel(2, null, 1))).toBe(time('2 minutes', '2 rating tasks'))
})
