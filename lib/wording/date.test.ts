import { expect, test } from 'vitest'
import { dateAndTime, dayOf, relativeTime, timeLeftText, timeOfDay } from './date'

const now = new Date('2026-11-25T12:00:00Z')
const after = (seconds: number) => relativeTime(new Date(now.getTime() + seconds * 1000), now)

test('rounds to the largest unit that fits', () => {
  expect(after(-59)).toBe('just now')
  expect(after(-80)).toBe('1 minute ago')
  expect(after(7 * 86_400 - 30)).toBe('in 7 days')
  expect(after(-86_400)).toBe('yesterday')
})

test('formats a day in English the same way everywhere', () => {
  const day = new Date(2026, 10, 25, 12)
  expect(dayOf(day, 'en')).toBe('25 Nov 2026')
  expect(dayOf(day, 'de')).toBe('25.11.2026')
  expect(dateAndTime(day, 'en')).toBe('25 Nov 2026, 12:00')
  expect(timeOfDay(day, 'en')).toBe('12:00')
})

test('rounds an estimate of the time left', () => {
  expect([0, 29, 31, 240, 5_340, 5_400, 9_000].map(timeLeftText)).toEqual([
    'less than a minute left',
    'less than a minute left',
    'about 1 minute left',
    'about 4 minutes left',
    'about 89 minutes left',
    'about 2 hours left',
    'about 3 hours left',
  ])
})
