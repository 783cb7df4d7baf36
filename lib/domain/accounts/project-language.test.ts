import { describe, expect, it } from 'vitest'
import { englishNameOf, languageTag, nameOfLanguage } from './project-language'

describe('languageTag', () => {
  it('accepts any spelling and returns the canonical one', () => {
    expect(['de', 'DE', ' pt_br ', 'zh-hant', 'es-419'].map(languageTag)).toEqual([
      'de',
      'de',
      'pt-BR',
      'zh-Hant',
      'es-419',
    ])
  })

  it('rejects unknown languages and tags with more than language, script and region', () => {
    for (const text of ['', 'german', 'short', 'xx', 'd', 'de-x-easy', 'en-US-u-hc-h12', 'original'])
      expect(languageTag(text), text).toBeNull()
  })
})

it("returns a language's own name and its English name", () => {
  expect(['de', 'fr', 'pt-BR'].map(nameOfLanguage)).toEqual(['Deutsch', 'Français', 'Português (Brasil)'])
  expect(['de', 'pt-BR'].map(englishNameOf)).toEqual(['German', 'Brazilian Portuguese'])
})
