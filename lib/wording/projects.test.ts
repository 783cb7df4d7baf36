import { describe, expect, it, test } from 'vitest'
import { menuOf, type PageId } from '@/lib/domain/projects/project-pages'
import { forecastText, tabTitle, waitingOn } from './projects'

test('gives a forecast with its uncertainty and basis', () => {
  const days = { kind: 'days' as const, votesPerDay: 4_543.6, basis: 5, at: Date.parse('2026-12-10T03:00:00.000Z') }
  expect(
    forecastText({
      ...days,
      low: Date.parse('2026-12-06T02:00:00.000Z'),
      high: Date.parse('2026-12-20T04:00:00.000Z'),
    }),
  ).toBe(
    'Expected to finish around 10 Dec 2026 (95%: 6 Dec 2026 to 20 Dec 2026), at the pace of the last 5 days, 4,544 votes per day.',
  )
  expect(
    forecastText({
      ...days,
      low: Date.parse('2026-12-10T02:00:00.000Z'),
      high: Date.parse('2026-12-10T04:30:00.000Z'),
    }),
  ).toContain('10 Dec, 03:00 (95%: 10 Dec, 02:00 to 10 Dec, 04:30)')
  expect(forecastText({ ...days, low: Date.parse('2026-12-06T02:00:00.000Z'), high: null })).toContain(
    'with no upper limit',
  )
})

test('counts hours of rating until days are known', () => {
  expect(forecastText({ kind: 'hours', votesPerHour: 50, basis: 4, hours: 20.4, low: 15.2, high: 30 })).toBe(
    'About 20 more hours of rating, from 15 to 30, at the pace of the last 4 active hours. A date can be estimated after three days.',
  )
})

test('says why nothing can be estimated', () => {
  expect(forecastText({ kind: 'unknown', reason: 'quiet' })).toMatch(/no votes/)
  expect(forecastText({ kind: 'finished' })).toMatch(/All tasks are finished/)
})

describe('items waiting on pages', () => {
  const of = (...ids: PageId[]) => menuOf('admin').flatMap(({ pages }) => pages.filter(({ id }) => ids.includes(id)))

  it('are added up and named for each page', () => {
    expect(waitingOn(of('quality', 'flags', 'rules'), { quality: 1, flags: 1_200, adjudication: 5 })).toEqual({
      count: 1_201,
      text: '1 open alert, 1,200 flagged images',
    })
  })

  it('are empty if nothing is waiting', () => {
    expect(waitingOn(of('quality', 'flags'), { quality: 0 })).toEqual({ count: 0, text: '' })
  })
})

test('gives a tab the title of its page, or a shorter word', () => {
  const [batches, rules] = menuOf('admin').flatMap(({ pages }) =>
    pages.filter(({ id }) => ['batches', 'rules'].includes(id)),
  )
  expect(tabTitle(batches!)).toBe('Batches')
  expect(tabTitle(rules!)).toBe('Rules')
})
