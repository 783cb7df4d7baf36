import { expect, it } from 'vitest'
import { textLines } from './text-lines'

it('trims lines and leaves blank ones out', () => {
  expect(textLines('  Ada Lovelace \r\n\n Charles Babbage\n')).toEqual(['Ada Lovelace', 'Charles Babbage'])
  expect(textLines(' \n ')).toEqual([])
})
