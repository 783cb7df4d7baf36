import { describe, expect, it } from 'vitest'
import { byBestMatch, matchRank, searchedNumber, searchPages } from './search'

describe('the rank of a match', () => {
  it('is better for the same text, then its beginning, then the beginning of a word, then a part', () => {
    const ranks = ['tabby', 'tabby cat', 'a tabby', 'stabbyish'].map((text) => matchRank(text, 'Tabby'))
    expect(ranks).toEqual([0, 1, 2, 3])
  })

  it('takes file names apart at their marks', () => {
    expect(matchRank('cats/IMG_0042.jpg', '0042')).toBe(2)
    expect(matchRank('cats/IMG_0042.jpg', 'img_0042')).toBe(3)
  })

  it('is null for a text without it', () => {
    expect(matchRank('tabby', 'dog')).toBeNull()
  })
})

describe('a number that is typed', () => {
  it('is one of anything, or of what the word before it says', () => {
    expect(searchedNumber(' 12')).toEqual({ number: 12, kind: null })
    expect(searchedNumber('#12')).toEqual({ number: 12, kind: null })
    expect(searchedNumber('Rater 12')).toEqual({ number: 12, kind: 'rater' })
    expect(searchedNumber('image #7')).toEqual({ number: 7, kind: 'image' })
  })

  it('is none within a text, and none that no row can have', () => {
    for (const typed of ['12 cats', 'n02123045', 'rater', '12345678901', '']) expect(searchedNumber(typed)).toBeNull()
  })
})

describe('pages that fit', () => {
  const ids = (typed: string, role: 'admin' | 'expert' | 'rater' = 'admin') =>
    searchPages(role, typed).map(({ id }) => id)

  it('have the word in their title before those whose entry of the menu has it', () => {
    expect(ids('classes')[0]).toBe('classes')
    expect(ids('quality')).toEqual(['quality', 'flags', 'rules', 'goldenUses', 'training'])
    expect(ids('train')).toEqual(['training'])
  })

  it('are found by the word of their tab', () => {
    expect(ids('links')).toContain('members')
    expect(ids('history')[0]).toBe('adjudicationHistory')
  })

  it('are not found by the middle of a word', () => {
    expect(ids('cat')).toEqual([])
  })

  it('are only those that a role may open', () => {
    expect(ids('', 'expert')).toEqual(['golden', 'disagreements', 'adjudication', 'adjudicationHistory', 'reviews'])
    expect(ids('settings', 'expert')).toEqual([])
    expect(ids('', 'rater')).toEqual([])
  })
})

it('groups are in the order of their best match, and else as they were', () => {
  const group = (name: string, ...titles: string[]) => ({ name, items: titles.map((title) => ({ title })) })
  const groups = [group('a', 'Raters'), group('b', 'tiger cat', 'cat'), group('c', 'catamaran'), group('d', 'catbird')]
  expect(byBestMatch(groups, 'cat').map(({ name }) => name)).toEqual(['b', 'c', 'd', 'a'])
})
