import { expect, it } from 'vitest'
import { ImageNames } from './image-names'

it('finds an image with fewer or more folders than in its name, unless that is ambiguous', () => {
  const images = new ImageNames(new Map(['1/a.jpg', '2/a.jpg', '2/b.jpg', 'c.jpg'].map((name, k) => [name, k])))
  const found = (name: string) => images.find(name) ?? null
  expect(['2/a.jpg', 'b.jpg', 'images/deep/1/a.jpg', 'images/c.jpg'].map(found)).toEqual([1, 2, 0, 3])
  expect(['a.jpg', '3/a.jpg', 'others/c.jpg', 'd.jpg'].map(found)).toEqual([null, null, null, null])
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
