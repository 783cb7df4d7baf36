import { expect, test } from 'vitest'
import { attentionMs, awayAfterMs, startAttention, updateAttention } from './attention'

test('counts time from the start while there is input from time to time', () => {
  let attention = startAttention(1_000)
  for (const at of [6_000, 20_000, 39_000]) attention = updateAttention(attention, 'input', at)
  expect(attentionMs(attention, 40_000)).toBe(39_000)
})

test('stops after twenty seconds without input, and resumes with the next input', () => {
  const attention = startAttention(0)
  expect(attentionMs(attention, 600_000)).toBe(awayAfterMs)
  const again = updateAttention(attention, 'input', 600_000)
  expect(attentionMs(again, 603_000)).toBe(awayAfterMs + 3_000)
})

test('does not count while the page is hidden, even with input, and counts again once it is shown', () => {
  const hidden = updateAttention(startAttention(0), 'hide', 2_000)
  expect(attentionMs(hidden, 9_000)).toBe(2_000)
  const moved = updateAttention(hidden, 'input', 9_000)
  expect(attentionMs(moved, 12_000)).toBe(2_000)
  expect(attentionMs(updateAttention(moved, 'show', 20_000), 21_000)).toBe(3_000)
})

test('never decreases, and reading it has no effect', () => {
  const attention = startAttention(5_000)
  expect(attentionMs(attention, 4_000)).toBe(0)
  expect(attentionMs(updateAttention(attention, 'input', 7_000), 7_000)).toBe(2_000)
})
