import { describe, expect, it } from 'vitest'
import { directionOf, readerLanguage } from './language'

describe('readerLanguage', () => {
  it('takes what the reader chose before what the browser asks for', () => {
    expect(readerLanguage('en', 'de-DE,de;q=0.9')).toBe('en')
    expect(readerLanguage('de', null)).toBe('de')
  })

  it('ignores a choice that is no language of ours', () => {
    expect(readerLanguage('xx', 'de')).toBe('de')
    expect(readerLanguage('../../etc', null)).toBe('en')
  })

  it('follows the weights of the browser, not the order', () => {
    expect(readerLanguage(undefined, 'en;q=0.5, de-AT;q=0.8')).toBe('de')
    expect(readerLanguage(undefined, 'fr, de;q=0, en;q=0.1')).toBe('en')
  })

  it('falls back on English', () => {
    expect(readerLanguage(undefined, 'fr-FR, *;q=0.1')).toBe('en')
    expect(readerLanguage(undefined, '')).toBe('en')
  })
})

describe('directionOf', () => {
  it('knows the languages that are written from right to left', () => {
    expect(directionOf('ar-EG')).toBe('rtl')
    expect(directionOf('he')).toBe('rtl')
    expect(directionOf('de')).toBe('ltr')
  })
})
