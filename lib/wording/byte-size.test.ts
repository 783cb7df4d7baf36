import { expect, test } from 'vitest'
import { byteSizeText } from './byte-size'

test('uses the unit that keeps numbers short', () => {
  const said: [number, string][] = [
    [0, '0 bytes'],
    [1, '1 byte'],
    [999, '999 bytes'],
    [1_000, '1 kB'],
    [9_960, '10 kB'],
    [999_900, '1 MB'],
    [4_230_000, '4.2 MB'],
    [20_000_000_000, '20 GB'],
    [5e15, '5000 TB'],
  ]
  for (const [bytes, text] of said) expect(byteSizeText(bytes)).toBe(text)
})
