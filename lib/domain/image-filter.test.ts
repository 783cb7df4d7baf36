import { describe, expect, test } from 'vitest'
import { imageFilterAddress, imageFilterOf, isFiltered, noImageFilter } from './image-filter'

const read = (address: string) => imageFilterOf(Object.fromEntries(new URLSearchParams(address)))

describe('imageFilter', () => {
  test('an empty address filters nothing', () => {
    expect(read('')).toEqual(noImageFilter)
    expect(imageFilterAddress(noImageFilter)).toBe('')
    expect(isFiltered(noImageFilter)).toBe(false)
  })

  test('every address it writes reads back to the same filter', () => {
    const filters = [
      { ...noImageFilter, isChanged: true, labels: 3 as const, page: 12 },
      { ...noImageFilter, classIndex: 0, classAs: 'original' as const, isRated: false, image: 7, run: 2 },
      { ...noImageFilter, name: 'val_0001 & more', labels: 0 as const, isChanged: false },
    ]
    for (const filter of filters) expect(read(imageFilterAddress(filter))).toEqual(filter)
  })

  test('what an address says without sense is left out', () => {
    expect(read('page=0&run=-1&labels=9&changed=perhaps&class=1e3&image=99999999999&rated=')).toEqual(noImageFilter)
    expect(imageFilterOf({ page: ['2', '3'] })).toEqual(noImageFilter)
  })

  test('page, run and open image leave nothing out of the list', () => {
    expect(isFiltered({ ...noImageFilter, page: 3, run: 1, image: 4 })).toBe(false)
    expect(isFiltered({ ...noImageFilter, labels: 0 })).toBe(true)
  })
})
