import { expect, test } from 'vitest'
import { retiredWordsIn } from './retired-words.mjs'

test('finds a retired word in each style of name, and in file names', () => {
  const code = 'const raterSeat = 1\ntype Seats = { old_seat: number }\nexport { raterSeat, Seats }\n'
  expect(retiredWordsIn('lib/a/tab-seat.ts', code)).toEqual(
    ['lib/a/tab-seat.ts', 'raterSeat', 'Seats', 'old_seat'].map(
      (name) => `lib/a/tab-seat.ts: "${name}" has the retired word "seat": use rating session or rating screen.`,
    ),
  )
  expect(retiredWordsIn('prisma/functions/a.sql', 'DECLARE v_seat int;')).toHaveLength(1)
})

test('ignores a word within another, and text for people', () => {
  const words = "const warm = 'Give the arm of the seat a look.'\nconst defaultSeating = warm\n"
  expect(retiredWordsIn('lib/a.ts', words)).toEqual([])
  expect(retiredWordsIn('components/a.tsx', 'const A = () => <p>Raters are told to look here.</p>')).toEqual([])
})

test('searches comments and documents for words that are not plain English there', () => {
  expect(retiredWordsIn('lib/a.ts', '/** Keeps the seat. */\nexport const a = 1')).toHaveLength(1)
  expect(retiredWordsIn('prisma/functions/a.sql', '-- Raters are told to look.\nSELECT 1')).toEqual([])
  expect(retiredWordsIn('docs/a.md', 'A witness takes a look.')).toEqual([
    'docs/a.md: a comment has the retired word "witness": use evidence.',
  ])
})

test('allows a word in paths where it means something else', () => {
  expect(retiredWordsIn('lib/formats/classes/a.ts', 'export const wnid = 1')).toEqual([])
  expect(retiredWordsIn('lib/formats/votes/a.ts', 'export const wnid = 1')).toHaveLength(1)
})
