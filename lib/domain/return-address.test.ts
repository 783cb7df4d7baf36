import { expect, test } from 'vitest'
import { returnAddress } from './return-address'

const go = (wanted: string | null) => returnAddress(wanted, 'http://localhost:3000')

test('keeps a path of this site unchanged', () => expect(go('/projects/a?x=1#y')).toBe('/projects/a?x=1#y'))
test('reduces an absolute URL of this site to its path', () =>
  expect(go('http://localhost:3000/rate/a')).toBe('/rate/a'))
test('returns to the start page for anything that leads elsewhere', () => {
  for (const wanted of ['//evil.example/x', 'https://evil.example', '/\\evil.example', 'javascript:alert(1)', '', null])
    expect(go(wanted)).toBe('/')
})
