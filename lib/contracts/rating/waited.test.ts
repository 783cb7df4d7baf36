import { expect, test } from 'vitest'
import { waitedHeader, waitedMs } from './waited'

const of = (text?: string) => waitedMs(new Headers(text === undefined ? {} : { [waitedHeader]: text }))

test('reads the waiting time as whole milliseconds and ignores invalid values', () => {
  expect(of('0')).toBe(0)
  expect(of('86400000')).toBe(86_400_000)
  for (const wrong of [undefined, '', '-5', '1.5', 'NaN', '1e3', '1795860000000']) expect(of(wrong)).toBeUndefined()
})
