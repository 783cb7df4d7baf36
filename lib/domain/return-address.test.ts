import { expect, test } from 'vitest'
import { returnAddress } from './return-address'

const go = (wanted: string | null) => returnAddress(wanted, 'http://localhost:3000')

test('a path of this site is kept whole', () => expect(go('/projects/a?x=1#y')).toBe('/projects/a?x=1#y'))
test('an address of this site becomes its path', () => expect(go('http://localhost:3000/rate/a')).toBe('/rate/a'))
test('whatever leads elsewhere leads to the start', () => {
  for (const wanted of ['//evil.example/x', 'https://evil.example', '/\\evil.example', 'javascript:alert(1)', '', null])
    expect(go(wanted)).toBe('/')
})
