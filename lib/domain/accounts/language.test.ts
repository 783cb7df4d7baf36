import { describe, expect, it } from 'vitest'
import { directionOf, readerLanguage } from './language'

describe('readerLanguage', () => {
  it("prefers the reader's choice to the browser's languages", () => {
    expect(readerLanguage('en', 'de-DE,de;q=0.9')).toBe('en')
    expect(readerLanguage('de', null)).toBe('de')
  })

  it('ignores a chosen language that is not supported', () => {
    expect(readerLanguage('xx', 'de')).toBe('de')
    expect(readerLanguage('../../etc', null)).toBe('en')
  })

  it("follows the browser's weights, not the order of its languages", () => {
    expect(readerLanguage(undefined, 'en;q=0.5, de-AT;q=0.8')).toBe('de')
    expect(readerLanguage(undefined, 'fr, de;q=0, en;q=0.1')).toBe('en')
  })

  it('falls back to English', () => {
    expect(readerLanguage(undefined, 'fr-FR, *;q=0.1')).toBe('en')
    expect(readerLanguage(undefined, '')).toBe('en')
  })
})

describe('directionOf', () => {
  it('returns rtl for languages written from right to left', () => {
    expect(directionOf('ar-EG')).toBe('rtl')
    expect(directionOf('he')).toBe('rtl')
    expect(directionOf('de')).toBe('ltr')
  })
})
