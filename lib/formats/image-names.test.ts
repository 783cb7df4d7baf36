import { expect, it } from 'vitest'
import { ImageNames } from './image-names'

it('finds an image with fewer or more folders than in its name, unless that is ambiguous', () => {
  const images = new ImageNames(new Map(['1/a.jpg', '2/a.jpg', '2/b.jpg', 'c.jpg'].map((name, k) => [name, k])))
  const found = (name: string) => images.find(name) ?? null
  expect(['2/a.jpg', 'b.jpg', 'images/deep/1/a.jpg', 'images/c.jpg'].map(found)).toEqual([1, 2, 0, 3])
  expect(['a.jpg', '3/a.jpg', 'others/c.jpg', 'd.jpg'].map(found)).toEqual([null, null, null, null])
})

it('finds an image whose accents are composed in one of the names and decomposed in the other, unless two have it', () => {
  const [composed, decomposed] = ['é.jpg'.normalize('NFC'), 'é.jpg'.normalize('NFD')] as const
  const found = (names: string[], name: string) =>
    new ImageNames(new Map(names.map((one, k) => [one, k]))).find(name) ?? null
  for (const [ours, theirs] of [
    [composed, decomposed],
    [decomposed, composed],
  ] as const) {
    const given = [theirs, `a/${theirs}`, `images/${theirs}`]
    expect(given.map((name) => found(['b.jpg', ours], name))).toEqual([1, 1, 1])
    expect(found(['b.jpg', `2/${ours}`], theirs)).toBe(1)
  }
  expect([composed, decomposed].map((name) => found([composed, decomposed], name))).toEqual([0, 1])
  expect(found([`1/${composed}`, `2/${decomposed}`], composed)).toBeNull()
})

it('suggests the image whose name differs only in case, folders or extension', () => {
  const images = new ImageNames(new Map(['1/a.jpg', '2/a.jpg', '2/b.jpg', 'Ü c.png'].map((name, k) => [name, k])))
  const found = (name: string) => images.suggestionFor(name)
  const meant = ' (did you mean 2/b.jpg?)'
  expect(['2\\b.jpg', 'B.JPEG', '3/b.jpg', 'b', ' b.jpg '].map(found)).toEqual(Array(5).fill(meant))
  expect(found('ü c.jpg'.normalize('NFD'))).toBe(' (did you mean Ü c.png?)')
  expect(found('a.jpg')).toBe(' (did you mean 1/a.jpg or 2/a.jpg?)')
  expect(['d.jpg', '', '.jpg'].map(found)).toEqual(['', '', ''])
})
