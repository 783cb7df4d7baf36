import { parse, TYPE } from '@formatjs/icu-messageformat-parser'
import { describe, expect, it } from 'vitest'
import { type Language, languages } from '@/lib/domain/accounts/language'
import de from './de.json'
import en from './en.json'

const files: Record<Language, object> = { en, de }

/** Returns all texts of a file by path, such as `account.signIn`. */
function textsOf(node: object, path = ''): Map<string, string> {
  const texts = new Map<string, string>()
  for (const [key, value] of Object.entries(node)) {
    const here = path === '' ? key : `${path}.${key}`
    if (typeof value === 'string') texts.set(here, value)
    else for (const [inner, text] of textsOf(value, here)) texts.set(inner, text)
  }
  return texts
}

type Parts = ReturnType<typeof parse>

/** Returns all placeholders of a text with their kinds, such as `count:plural`, including nested ones. */
function placeholders(parts: Parts, found = new Set<string>()): Set<string> {
  for (const part of parts) {
    if (part.type === TYPE.literal || part.type === TYPE.pound) continue
    found.add(`${part.value}:${TYPE[part.type]}`)
    if (part.type === TYPE.tag) placeholders(part.children, found)
    if (part.type === TYPE.plural || part.type === TYPE.select)
      for (const { value } of Object.values(part.options)) placeholders(value, found)
  }
  return found
}

const english = textsOf(en)

describe.each(languages)('%s.json', (language) => {
  const texts = textsOf(files[language])

  it('has exactly the keys of en.json', () => {
    expect([...texts.keys()].sort()).toEqual([...english.keys()].sort())
  })

  it('has no empty text', () => {
    expect([...texts].filter(([, text]) => text.trim() === '')).toEqual([])
  })

  it('has the placeholders of en.json in every text', () => {
    for (const [key, text] of texts)
      expect([...placeholders(parse(text))].sort(), key).toEqual(
        [...placeholders(parse(english.get(key) ?? ''))].sort(),
      )
  })
})
