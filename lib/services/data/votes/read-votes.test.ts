import { describe, expect, test } from 'vitest'
import { noVotes, timeOf } from './read-votes'

test('a file without answers is not blamed on the mapping', () => {
  expect(noVotes('coco.json', 0).message).toContain('found only images without classes. Check')
  expect(noVotes('coco.json', 3).message).toContain('found none after the mapping. Leave out fewer')
})

describe('times of imported answers', () => {
  test.each([
    ['2026-11-27T09:30:00Z', '2026-11-27T09:30:00.000Z'],
    ['2026-11-27T09:30', '2026-11-27T09:30:00.000Z'],
    ['2026-01-02 10:00:00', '2026-01-02T10:00:00.000Z'],
    ['2026-01-02 10:00:00.123456+00:00', '2026-01-02T10:00:00.123Z'],
    ['2026-01-02 10:00:00 +0200', '2026-01-02T08:00:00.000Z'],
    ['2026-01-02 10:00:00-05', '2026-01-02T15:00:00.000Z'],
    ['2026-01-02', '2026-01-02T00:00:00.000Z'],
    ['1767348000', '2026-01-02T10:00:00.000Z'],
    ['1767348000.5', '2026-01-02T10:00:00.500Z'],
    ['1767348000000', '2026-01-02T10:00:00.000Z'],
  ])('%s is a time, in UTC without a zone', (text, time) => {
    expect(new Date(timeOf(text)).toISOString()).toBe(time)
  })

  test.each([
    ...['02.01.2026 10:00', '13.01.2026', '03/04/2026', 'Jan 2, 2026', '12', '4.5', '2026', '176734800'],
    ...['2026-02-30', '2026-13-01', '2026-01-02T25:00Z', '2026-01-02T10:00 CET', ''],
  ])('“%s” is not guessed', (text) => {
    expect(timeOf(text)).toBeNaN()
  })
})
