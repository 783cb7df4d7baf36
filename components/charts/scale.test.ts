import { expect, test } from 'vitest'
import { dateTicks, extent, linearScale, niceDomain, niceTicks, timeTicks } from './scale'

test('maps the ends of the domain to the ends of the range, also inverted', () => {
  const y = linearScale([-2, 2], [200, 0])
  expect([y(-2), y(0), y(2)]).toEqual([200, 100, 0])
})

test('puts ticks at multiples of 1, 2 or 5 inside the domain, without floating-point noise', () => {
  expect(niceTicks([0, 1], 5)).toEqual({ values: [0, 0.2, 0.4, 0.6, 0.8, 1], decimals: 1 })
  expect(niceTicks([0.03, 0.19], 4)).toEqual({ values: [0.05, 0.1, 0.15], decimals: 2 })
  expect(niceTicks([-41_230, -40_120], 3)).toEqual({ values: [-41_000, -40_500], decimals: 0 })
  expect(niceTicks([0, 3e-7], 3).values).toEqual([0, 1e-7, 2e-7, 3e-7])
})

test('extends a nice domain to ticks around the data', () => {
  expect(niceDomain([0.03, 0.19], 4)).toEqual([0, 0.2])
  expect(niceDomain([0, 1], 5)).toEqual([0, 1])
  expect(niceDomain([-0.013, 0.002], 3)).toEqual([-0.015, 0.005])
})

test('never returns an empty domain', () => {
  expect(extent([])).toEqual([0, 1])
  expect(extent([Number.NaN, Number.NEGATIVE_INFINITY])).toEqual([0, 1])
  expect(extent([0])).toEqual([-0.5, 0.5])
  expect(extent([-20])).toEqual([-22, -18])
  expect(extent([3, 1, Number.NaN, 2])).toEqual([1, 3])
})

const days = (from: string, to: string, count: number) =>
  dateTicks([Date.parse(from), Date.parse(to)], count).values.map((value) => new Date(value).toISOString())

test('puts date ticks at midnights, Mondays or first days of months', () => {
  expect(days('2026-11-23T08:00Z', '2026-11-25T20:00Z', 4)).toEqual([
    '2026-11-24T00:00:00.000Z',
    '2026-11-25T00:00:00.000Z',
  ])
  const mondays = days('2026-11-01T00:00Z', '2026-11-30T00:00Z', 5)
  expect(mondays.map((at) => new Date(at).getUTCDay())).toEqual([1, 1, 1, 1, 1])
  expect(days('2025-11-20T00:00Z', '2026-05-02T00:00Z', 3)).toEqual([
    '2026-01-01T00:00:00.000Z',
    '2026-04-01T00:00:00.000Z',
  ])
  expect(days('2021-05-01T00:00Z', '2026-05-02T00:00Z', 3)).toEqual([
    '2022-01-01T00:00:00.000Z',
    '2024-01-01T00:00:00.000Z',
    '2026-01-01T00:00:00.000Z',
  ])
})

test('has a tick even for a span within one day', () => {
  expect(days('2026-11-23T08:00Z', '2026-11-23T09:00Z', 4)).toEqual(['2026-11-23T08:00:00.000Z'])
})

const times = (from: string, to: string, count: number) =>
  timeTicks([Date.parse(from), Date.parse(to)], count).values.map((value) => new Date(value).toISOString().slice(5, 16))

test('puts time ticks at round minutes and hours, and at midnights for longer spans', () => {
  expect(times('2026-11-25T12:03Z', '2026-11-25T12:21Z', 4)).toEqual([
    '11-25T12:05',
    '11-25T12:10',
    '11-25T12:15',
    '11-25T12:20',
  ])
  expect(times('2026-11-24T20:00Z', '2026-11-25T16:00Z', 4)).toEqual(['11-25T00:00', '11-25T06:00', '11-25T12:00'])
  expect(times('2026-11-20T09:00Z', '2026-11-25T16:00Z', 6)).toEqual(
    [21, 22, 23, 24, 25].map((day) => `11-${day}T00:00`),
  )
  expect(times('2026-11-25T12:01:10Z', '2026-11-25T12:01:20Z', 4)).toEqual(['11-25T12:01'])
})
