import { describe, expect, it } from 'vitest'
import { byteRange, namesEntityTag } from './byte-range'

describe('the range of a request', () => {
  it('is from the first byte to the last one asked for, at most to the end', () => {
    expect(byteRange('bytes=0-0', 10)).toEqual({ start: 0, end: 0 })
    expect(byteRange('bytes=3-', 10)).toEqual({ start: 3, end: 9 })
    expect(byteRange('bytes = 3 - 99', 10)).toEqual({ start: 3, end: 9 })
  })

  it('is the last so many bytes when no first one is named', () => {
    expect(byteRange('bytes=-4', 10)).toEqual({ start: 6, end: 9 })
    expect(byteRange('bytes=-40', 10)).toEqual({ start: 0, end: 9 })
  })

  it('cannot be met where nothing lies', () => {
    expect(byteRange('bytes=10-', 10)).toBe('unsatisfiable')
    expect(byteRange('bytes=-0', 10)).toBe('unsatisfiable')
    expect(byteRange('bytes=0-', 0)).toBe('unsatisfiable')
  })

  it('is the whole file for several ranges, another unit, and what cannot be read', () => {
    for (const header of [null, '', 'bytes', 'bytes=-', 'bytes=0-1,3-4', 'lines=0-1', 'bytes=4-2', 'bytes=a-b'])
      expect(byteRange(header, 10)).toBeNull()
  })
})

describe('an entity tag', () => {
  it('is found among several, weak or not, and by the star', () => {
    for (const header of ['"a"', 'W/"a"', '"b", "a"', '*']) expect(namesEntityTag(header, '"a"')).toBe(true)
    for (const header of [null, '', '"b"', 'a']) expect(namesEntityTag(header, '"a"')).toBe(false)
  })
})
