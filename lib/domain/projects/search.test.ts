import { describe, expect, it } from 'vitest'
import { byBestMatch, matchRank, parseSearchedNumber, searchPages } from './search'

describe('matchRank', () => {
  it('ranks an equal text before a prefix, a word prefix and a substring', () => {
    const ranks = ['tabby', 'tabby cat', 'a tabby', 'stabbyish'].map((text) => matchRank(text, 'Tabby'))
    expect(ranks).toEqual([0, 1, 2, 3])
  })

  it('splits file names at punctuation', () => {
    expect(matchRank('cats/IMG_0042.jpg', '0042')).toBe(2)
    expect(matchRank('cats/IMG_0042.jpg', 'img_0042')).toBe(3)
  })

  it('is null without a match', () => {
    expect(matchRank('tabby', 'dog')).toBeNull()
  })
})

describe('parseSearchedNumber', () => {
  it('reads a number of any kind, or of the kind named before it', () => {
    expect(parseSearchedNumber(' 12')).toEqual({ number: 12, kind: null })
    expect(parseSearchedNumber('#12')).toEqual({ number: 12, kind: null })
    expect(parseSearchedNumber('Rater 12')).toEqual({ number: 12, kind: 'rater' })
    expect(parseSearchedNumber('image #7')).toEqual({ number: 7, kind: 'image' })
  })

  it('ignores numbers within a text and numbers too large for an id', () => {
    for (const typed of ['12 cats', 'n02123045', 'rater', '12345678901', ''])
      expect(parseSearchedNumber(typed)).toBeNull()
  })
})

describe('searchPages and byBestMatch', () => {
  const ids = (typed: string, role: 'admin' | 'expert' | 'rater' = 'admin') =>
    searchPages(role, typed).map(({ id }) => id)

  it('ranks matches in the title before matches in the menu entry', () => {
    expect(ids('classes')[0]).toBe('classes')
    expect(ids('quality')).toEqual(['quality', 'flags', 'rules', 'goldenUses', 'training'])
    expect(ids('train')).toEqual(['training'])
  })

  it('finds pages by their tab', () => {
    expect(ids('links')).toContain('members')
    expect(ids('history')[0]).toBe('adjudicationHistory')
  })

  it('finds pages by what is done there', () => {
    for (const typed of ['run a model', 'onnx', 'import', 'predictions']) expect(ids(typed)).toEqual(['data'])
    expect(ids('model')).toEqual(['models', 'data'])
    expect(ids('launch')).toEqual(['plan'])
    expect(ids('aggregation')).toEqual(['runs'])
  })

  it('does not match within a word', () => {
    expect(ids('cat')).toEqual([])
  })

  it('returns only pages that the role may open', () => {
    expect(ids('', 'expert')).toEqual(['golden', 'disagreements', 'adjudication', 'adjudicationHistory', 'reviews'])
    expect(ids('settings', 'expert')).toEqual([])
    expect(ids('', 'rater')).toEqual([])
  })
})

it('sorts groups by their best match and otherwise keeps their order', () => {
  const group = (name: string, ...titles: string[]) => ({ name, items: titles.map((title) => ({ title })) })
  const groups = [group('a', 'Raters'), group('b', 'tiger cat', 'cat'), group('c', 'catamaran'), group('d', 'catbird')]
  expect(byBestMatch(groups, 'cat').map(({ name }) => name)).toEqual(['b', 'c', 'd', 'a'])
})
