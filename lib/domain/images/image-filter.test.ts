import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  classPlaces,
  flagChoices,
  type ImageFilter,
  imageAddress,
  imageOrders,
  isFiltered,
  labelCounts,
  scoreRange,
  withoutRun,
} from './image-filter'

const read = (address: string) => imageAddress.read(Object.fromEntries(new URLSearchParams(address)))

const orNull = <Value>(values: fc.Arbitrary<Value>) => fc.option(values, { nil: null })
const share = fc.integer({ min: 0, max: 1_000_000 }).map((millionths) => millionths / 1_000_000)
const id = fc.integer({ min: 1, max: 2_147_483_647 })
const text = fc
  .string({ unit: 'grapheme', maxLength: 60 })
  .map((words) => words.replaceAll('\0', '').trim().slice(0, 200).trim())

const anyFilter: fc.Arbitrary<ImageFilter> = fc
  .record({
    run: orNull(id),
    isChanged: orNull(fc.boolean()),
    labels: orNull(fc.constantFrom(...labelCounts)),
    classIndex: orNull(id),
    classAs: fc.constantFrom(...classPlaces),
    isRated: orNull(fc.boolean()),
    score: orNull(
      fc.tuple(share, share).map(([one, other]) => ({ low: Math.min(one, other), high: Math.max(one, other) })),
    ),
    disagreement: orNull(share),
    margin: orNull(share),
    rater: orNull(id),
    flag: orNull(fc.constantFrom(...flagChoices)),
    isGolden: orNull(fc.boolean()),
    isAdjudicated: orNull(fc.boolean()),
    isExcluded: orNull(fc.boolean()),
    isSent: orNull(fc.boolean()),
    model: orNull(text.filter((name) => name !== '')),
    isWrong: orNull(fc.boolean()),
    name: text,
    order: fc.constantFrom(...imageOrders),
    page: id,
    image: orNull(id),
  })
  // Removes combinations that `tidy` removes: a class role without a class, and a model without `isWrong` or vice
  // versa.
  .map((filter) => ({
    ...filter,
    classAs: filter.classIndex === null ? 'kept' : filter.classAs,
    ...((filter.model === null || filter.isWrong === null) && { model: null, isWrong: null }),
  }))

describe('imageFilter', () => {
  test('filters nothing without parameters', () => {
    expect(read('')).toEqual(imageAddress.initial)
    expect(imageAddress.write(imageAddress.initial)).toBe('')
    expect(isFiltered(imageAddress.initial)).toBe(false)
  })

  test('reads every URL it writes back to the same filter', () => {
    fc.assert(
      fc.property(anyFilter, (filter) => {
        expect(read(imageAddress.write(filter))).toEqual(filter)
      }),
      { numRuns: 500 },
    )
  })

  test('normalizes any URL to one that reads back to the same filter', () => {
    const keys =
      'run changed labels class as rated score disagree near rater flag golden adjudicated model wrong name sort'
    const values = fc.oneof(
      fc.string(),
      fc.constantFrom(
        'yes',
        'no',
        '3+',
        '0.4-0.6',
        '.5',
        '1.',
        'any',
        'original',
        'threshold',
        '7',
        '-1',
        '1.5',
        '1e-7',
      ),
    )
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom(...keys.split(' '), 'page', 'image'), values), (query) => {
        const filter = imageAddress.read(query)
        expect(read(imageAddress.write(filter))).toEqual(filter)
      }),
      { numRuns: 500 },
    )
  })

  test('ignores invalid values', () => {
    expect(
      read(
        'page=0&run=-1&labels=9&changed=perhaps&class=1e3&image=99999999999&rated=&score=0.6-0.4&disagree=2&near=x&rater=a&flag=ugly&golden=1&sort=name&model=m&as=original',
      ),
    ).toEqual(imageAddress.initial)
    expect(imageAddress.read({ page: ['2', '3'] })).toEqual(imageAddress.initial)
  })

  test('accepts score ranges that are open at one end', () => {
    expect(scoreRange('0.4-0.6')).toEqual({ low: 0.4, high: 0.6 })
    expect(scoreRange('.9-')).toEqual({ low: 0.9, high: 1 })
    expect(scoreRange('-0.1')).toEqual({ low: 0, high: 0.1 })
    for (const text of ['', '-', '0.5', '0.1-0.2-0.3', '1.1-1.2', '0-1.1', 'a-b']) expect(scoreRange(text)).toBeNull()
  })

  test('counts everything except page, run, order and open image as a filter', () => {
    expect(isFiltered({ ...imageAddress.initial, page: 3, run: 1, image: 4, order: 'threshold' })).toBe(false)
    const narrowing: Partial<ImageFilter>[] = [
      { isChanged: false },
      { labels: '0' },
      { classIndex: 0 },
      { isRated: true },
      { score: { low: 0, high: 1 } },
      { disagreement: 0 },
      { margin: 0 },
      { rater: 0 },
      { flag: 'any' },
      { isGolden: false },
      { isAdjudicated: true },
      { model: 'm', isWrong: true },
      { name: 'x' },
    ]
    for (const one of narrowing) expect(isFiltered({ ...imageAddress.initial, ...one })).toBe(true)
  })

  test('drops everything that needs a run, and filters classes by original label instead', () => {
    const keptNames = [
      ...(['isRated', 'rater', 'flag', 'isGolden', 'isAdjudicated', 'isExcluded', 'isSent'] as const),
      ...(['name', 'page', 'image', 'run', 'classIndex'] as const),
    ]
    fc.assert(
      fc.property(anyFilter, (filter) => {
        const held = withoutRun(filter)
        expect(held.classIndex === null ? ['kept'] : ['original', 'proposed']).toContain(held.classAs)
        const kept = Object.fromEntries(keptNames.map((name) => [name, filter[name]]))
        expect(held).toEqual({ ...imageAddress.initial, ...kept, classAs: held.classAs })
      }),
    )
  })
})
