import { describe, expect, it } from 'vitest'
import { englishNameOf, languageTag, nameOfLanguage } from './project-language'

describe('the tag of a language', () => {
  it('is taken in any spelling and kept in the usual one', () => {
    expect(['de', 'DE', ' pt_br ', 'zh-hant', 'es-419'].map(languageTag)).toEqual([
      'de',
      'de',
      'pt-BR',
      'zh-Hant',
      'es-419',
    ])
  })

  it('is refused where it names no language, or says more than language, script and region', () => {
    for (const text of ['', 'german', 'short', 'xx', 'd', 'de-x-easy', 'en-US-u-hc-h12', 'original'])
      expect(languageTag(text), text).toBeNull()
  })
})

it('has languages called as they call themselves, and in English', () => {
  expect(['de', 'fr', 'pt-BR'].map(nameOfLanguage)).toEqual(['Deutsch', 'Français', 'Português (Brasil)'])
  expect(['de', 'pt-BR'].map(englishNameOf)).toEqual(['German', 'Brazilian Portuguese'])
})
